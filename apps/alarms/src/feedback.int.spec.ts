import {
  AnomalyDetected,
  CaseJudged,
  eventContractOf,
  FeedbackGiven,
  ListCaseEvidence,
  WorkOrderCreated,
} from '@libs/contracts';
import { AlarmsBench, anAnomaly, ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { AlarmsModule } from './alarms.module.js';

describe('what people say of an alarm when its work is done', () => {
  let plant: TestPlant;
  let bench: AlarmsBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('alarms', AlarmsModule);
    bench = await AlarmsBench.on(plant);
  });

  afterAll(() => plant.stop());

  const orderedCase = async (equipmentId: string) => {
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId));
    const found = await bench.caseWhere(equipmentId, {});
    const of = { workOrderId: uuidv7(), equipmentId, caseId: found.id };
    const order = { ...of, number: 'WO-000001', priority: 'high', title: 'Repair it' } as const;
    const kind = 'corrective_immediate';
    await bench.tell(WorkOrderCreated, { ...order, kind, description: 'Repair it' });
    await bench.caseWhere(equipmentId, { status: 'work_ordered' });
    return of;
  };

  it('DET-03: is told on with the alarms and anomalies that led to the work', async () => {
    const equipmentId = uuidv7();
    const of = await orderedCase(equipmentId);
    const alarm = await bench.alarmWhere(equipmentId, {});
    const said = { answer: 'right', givenBy: 'tess', failureMode: 'VIB' } as const;
    await bench.tell(FeedbackGiven, { ...of, ...said });
    const { type } = eventContractOf(CaseJudged);
    const judged = await eventually('the judgement to be told', () =>
      bench.heardOf(equipmentId).find((each) => each.type === type),
    );
    const evidence = await ask(
      bench.gateway,
      ListCaseEvidence,
      { caseId: of.caseId },
      plant.caller(),
    );
    expect(judged.data).toMatchObject({
      ...{ answer: 'right', judgedBy: 'tess', failureMode: 'VIB', workOrderId: of.workOrderId },
      alarmIds: [alarm.id],
      anomalyIds: evidence.items.map(({ sourceId }) => sourceId),
    });
    expect(evidence.items).toHaveLength(1);
  });

  it('makes the case a false positive where the alarm was wrong, and only there', async () => {
    const [right, wrong] = [uuidv7(), uuidv7()];
    const feedback = { givenBy: 'tess', comment: 'A loose cable.' };
    const good = await orderedCase(right);
    const bad = await orderedCase(wrong);
    await bench.tell(FeedbackGiven, { ...good, ...feedback, answer: 'right' });
    await bench.tell(FeedbackGiven, { ...bad, ...feedback, answer: 'wrong' });
    await bench.caseWhere(wrong, { status: 'false_positive' });
    await bench.caseWhere(right, { status: 'work_ordered' });
  });
});
