import {
  InspectionItemFailed,
  InspectionSubmitted,
  ListCaseEvidence,
  type CaseView,
} from '@libs/contracts';
import { AlarmsBench, ask, plantTime, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { AlarmsModule } from './alarms.module.js';

describe('what inspections find', () => {
  let plant: TestPlant;
  let bench: AlarmsBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('alarms', AlarmsModule);
    bench = await AlarmsBench.on(plant);
  });

  afterAll(() => plant.stop());

  const aFailure = (
    equipmentId: string,
    rest: Partial<InspectionItemFailed> = {},
  ): InspectionItemFailed => ({
    inspectionId: uuidv7(),
    equipmentId,
    templateId: uuidv7(),
    templateVersion: 1,
    name: 'Weekly look',
    findingId: uuidv7(),
    item: 'bearing_temperature',
    text: 'Temperature of the bearing',
    severity: 2,
    value: 91,
    unit: '°C',
    high: 80,
    photoIds: [],
    measuredAt: plantTime(1),
    ...rest,
  });

  const goodAgain = (failed: InspectionItemFailed, minute: number): InspectionSubmitted => ({
    inspectionId: uuidv7(),
    equipmentId: failed.equipmentId,
    templateId: failed.templateId,
    templateVersion: 1,
    name: failed.name,
    submissionId: uuidv7(),
    submittedBy: 'olga',
    performedAt: plantTime(minute),
    failedItems: [],
    goodItems: [{ findingId: failed.findingId, item: failed.item, measuredAt: plantTime(minute) }],
  });

  const evidenceOf = async ({ id: caseId }: CaseView) =>
    (await ask(bench.gateway, ListCaseEvidence, { caseId }, plant.caller())).items;

  it('INS-03: a failed item opens a case without an alarm, and the next joins it', async () => {
    const equipmentId = await bench.register('A', 'P-1');
    const first = aFailure(equipmentId);
    await bench.tell(InspectionItemFailed, first);
    const opened = await bench.caseWhere(equipmentId, { severity: 'medium', alarmCount: 0 });
    expect(opened).toMatchObject({ verdict: 'plan', status: 'triaged' });
    expect(opened.title).toBe('P-1: Weekly look: Temperature of the bearing: 91 °C, above 80 °C.');
    const { inspectionId } = first;
    const next = { inspectionId, item: 'guard', severity: 3, measuredAt: plantTime(2) };
    await bench.tell(InspectionItemFailed, aFailure(equipmentId, next));
    const joined = await bench.caseWhere(equipmentId, { severity: 'high' });
    expect(joined).toMatchObject({ id: opened.id, verdict: 'act_now' });
    expect(await evidenceOf(joined)).toMatchObject([
      { kind: 'inspection', sourceId: inspectionId, part: 'guard' },
      { kind: 'inspection', sourceId: inspectionId, part: 'bearing_temperature' },
    ]);
    expect(await bench.alarmsOf(equipmentId)).toEqual([]);
  });

  it('INS-03: a critical item raises one alarm, which returns when the item is found good', async () => {
    const equipmentId = await bench.register('D', 'P-2');
    const failed = aFailure(equipmentId, { severity: 4, comment: 'It smells.' });
    await bench.tell(InspectionItemFailed, failed);
    const alarm = await bench.alarmWhere(equipmentId, { active: true });
    expect(alarm).toMatchObject({ rule: 'inspection:bearing_temperature', severity: 'critical' });
    expect(alarm.message).toContain('It smells.');
    const { findingId } = failed;
    const again = { findingId, severity: 4, measuredAt: plantTime(3) };
    await bench.tell(InspectionItemFailed, aFailure(equipmentId, again));
    const known = await bench.caseWhere(equipmentId, { verdict: 'act_now' });
    await bench.tell(InspectionSubmitted, goodAgain(failed, 2));
    await bench.tell(InspectionSubmitted, goodAgain(failed, 5));
    const returned = await bench.alarmWhere(equipmentId, { active: false });
    expect(returned).toMatchObject({ id: alarm.id, returnedAt: plantTime(5) });
    expect(await evidenceOf(known)).toHaveLength(2);
    expect(await bench.alarmsOf(equipmentId)).toHaveLength(1);
  });

  it('leaves alone what was found good since, by an inspection handed in earlier', async () => {
    const equipmentId = await bench.register('A', 'P-3');
    const mild = aFailure(equipmentId, { item: 'guard' });
    const grave = aFailure(equipmentId, { item: 'brake', severity: 4 });
    for (const each of [mild, grave]) await bench.tell(InspectionSubmitted, goodAgain(each, 9));
    for (const each of [mild, grave]) await bench.tell(InspectionItemFailed, each);
    const last = aFailure(equipmentId, { item: 'smell', severity: 1 });
    await bench.tell(InspectionItemFailed, last);
    const opened = await bench.caseWhere(equipmentId, { severity: 'low' });
    expect((await evidenceOf(opened)).map(({ part }) => part)).toEqual(['smell']);
  });
});
