import {
  AnomalyDetected,
  eventSubject,
  FailurePredicted,
  ListCaseEvidence,
  type CaseEvidenceView,
  type CaseView,
} from '@libs/contracts';
import { AlarmsBench, anAnomaly, aPrediction, ask, plantTime, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { AlarmsModule } from './alarms.module.js';

describe('predictions in cases', () => {
  let plant: TestPlant;
  let bench: AlarmsBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('alarms', AlarmsModule);
    bench = await AlarmsBench.on(plant);
  });

  afterAll(() => plant.stop());

  const evidenceOf = async ({ id: caseId }: CaseView): Promise<readonly CaseEvidenceView[]> =>
    (await ask(bench.gateway, ListCaseEvidence, { caseId }, plant.caller())).items;

  it('PRE-03: open a case that is triaged by probability and criticality, without an alarm', async () => {
    const equipmentId = await bench.register('A', 'R-1');
    const predicted = aPrediction(equipmentId);
    await bench.tell(FailurePredicted, predicted);
    const opened = await bench.caseWhere(equipmentId, { predictionCount: 1 });
    expect(opened).toMatchObject({ severity: 'medium', verdict: 'plan', alarmCount: 0 });
    expect(opened.title).toBe(
      'R-1: A failure of mode VIB within 336 h has a probability of 60 % (50 to 70 %).',
    );
    expect(await evidenceOf(opened)).toMatchObject([
      { kind: 'prediction', sourceId: predicted.predictionId, occurredAt: plantTime(0) },
    ]);
    await bench.tell(FailurePredicted, aPrediction(equipmentId, { probability: 0.9 }));
    const worse = await bench.caseWhere(equipmentId, { predictionCount: 2 });
    expect(worse).toMatchObject({ id: opened.id, severity: 'high', verdict: 'act_now' });
    expect(await bench.alarmsOf(equipmentId)).toEqual([]);
  });

  it('join the one case of their machine, beside its alarms', async () => {
    const equipmentId = await bench.register('D', 'R-2');
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId));
    const opened = await bench.caseWhere(equipmentId, { alarmCount: 1 });
    await bench.tell(FailurePredicted, aPrediction(equipmentId, { probability: 0.95 }));
    const joined = await bench.caseWhere(equipmentId, { predictionCount: 1, anomalyCount: 1 });
    expect(joined).toMatchObject({ id: opened.id, verdict: 'watch' });
  });

  it('are no trouble while a failure is unlikely, or nobody can tell', async () => {
    const equipmentId = await bench.register('A', 'R-3');
    const unlikely = aPrediction(equipmentId, { probability: 0.19, interval: null });
    const unknown = { status: 'not_enough_data', probability: null, interval: null } as const;
    await bench.tell(FailurePredicted, unlikely);
    await bench.tell(FailurePredicted, aPrediction(equipmentId, unknown));
    await bench.tell(FailurePredicted, aPrediction(equipmentId, { probability: 0.2 }));
    const opened = await bench.caseWhere(equipmentId, { severity: 'low' });
    expect(opened).toMatchObject({ predictionCount: 1, verdict: 'watch' });
  });

  it('may be told by the agent prediction only', async () => {
    const subject = eventSubject('prediction.failure.predicted.v1', plant.tenantId);
    const detection = await plant.connect('detection');
    const refused = new Promise<string>((resolve) => {
      void (async () => {
        for await (const status of detection.status()) {
          if (status.type === 'error') return resolve(status.error.message);
        }
      })();
    });
    detection.publish(subject, '{}');
    await expect(refused).resolves.toMatch(/Permissions Violation/i);
  });
});
