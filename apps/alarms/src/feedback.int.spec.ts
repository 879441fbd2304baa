import {
  AcknowledgeAlarm,
  AlarmJudged,
  AnomalyDetected,
  AnomalyExpired,
  CaseJudged,
  CountAlarms,
  eventContractOf,
  FeedbackGiven,
  JudgeAlarm,
  ListAlarmHistory,
  ListCaseEvidence,
  ShelveAlarm,
  UnshelveAlarm,
  WorkOrderClosed,
  WorkOrderCreated,
  WorkOrderStarted,
} from '@libs/contracts';
import {
  AlarmsBench,
  anAnomaly,
  anExpiry,
  ask,
  eventually,
  plantTime,
  TestPlant,
} from '@libs/testing';
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

  const order = { number: 'WO-000001', priority: 'high', title: 'Repair it' } as const;

  const orderedCase = async (equipmentId: string, anomaly = anAnomaly(equipmentId)) => {
    await bench.tell(AnomalyDetected, anomaly);
    const found = await bench.caseWhere(equipmentId, { status: 'triaged' });
    const of = { workOrderId: uuidv7(), equipmentId, caseId: found.id };
    const kind = 'corrective_immediate';
    await bench.tell(WorkOrderCreated, { ...order, ...of, kind, description: 'Repair it' });
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

  it('ALM-01: opens no case for what was called wrong, until it comes again or gets worse', async () => {
    const equipmentId = await bench.register('A', 'F-1');
    const alarmed = { state: 'unacknowledged', rule: 'anomaly:vibration', active: true } as const;
    const alert = { severity: 'alert' } as const;
    const calledWrong = async (anomaly: ReturnType<typeof anAnomaly>) => {
      const of = await orderedCase(equipmentId, anomaly);
      await bench.tell(WorkOrderStarted, { ...order, ...of, assignee: 'tess' });
      const { id } = await bench.alarmWhere(equipmentId, { state: 'suppressed' });
      await bench.tell(FeedbackGiven, { ...of, answer: 'wrong', givenBy: 'tess' });
      await bench.tell(WorkOrderClosed, { ...order, ...of, closedBy: 'rob' });
      await bench.alarmWhere(equipmentId, alarmed);
      return { ...of, id };
    };
    const cases = async () =>
      (await ask(bench.gateway, CountAlarms, { equipmentId }, plant.caller())).cases;

    const first = await calledWrong(anAnomaly(equipmentId, alert));
    expect(await cases()).toBe(1);
    const { id: alarmId } = first;
    const { items } = await ask(bench.gateway, ListAlarmHistory, { alarmId }, plant.caller());
    expect(items[0]).toMatchObject({
      happened: 'unsuppressed',
      text: expect.stringMatching(/^work_order:.*No case was opened.*false positive/) as unknown,
    });
    await ask(
      bench.gateway,
      ShelveAlarm,
      { alarmId, minutes: 5, reason: 'nuisance' },
      plant.caller(),
    );
    await ask(bench.gateway, UnshelveAlarm, { alarmId }, plant.caller());
    expect(await cases()).toBe(1);

    // It gets worse, is called wrong again, ends and comes again.
    const second = await calledWrong(anAnomaly(equipmentId, { measuredAt: plantTime(1) }));
    expect([second.id, await cases()]).toEqual([first.id, 2]);
    await bench.tell(AnomalyExpired, anExpiry(equipmentId, plantTime(2)));
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: plantTime(3) }));
    await bench.caseWhere(equipmentId, { status: 'triaged' });
    expect(await cases()).toBe(3);
  });

  const judge = (alarmId: string, said: Pick<JudgeAlarm, 'right'> & Partial<JudgeAlarm>) =>
    ask(bench.gateway, JudgeAlarm, { ...said, alarmId }, plant.caller());
  const acknowledge = (alarmId: string) =>
    ask(bench.gateway, AcknowledgeAlarm, { alarmId }, plant.caller());
  const refusedWith = (status: number, detail: RegExp) => ({
    problem: { status, detail: expect.stringMatching(detail) as unknown },
  });

  it('ALM-01 DET-03: is said of an acknowledged alarm without work, and said anew', async () => {
    const equipmentId = uuidv7();
    const anomaly = anAnomaly(equipmentId);
    await bench.tell(AnomalyDetected, anomaly);
    const other = anAnomaly(equipmentId, { sensorId: uuidv7(), sensorKey: 'temperature' });
    await bench.tell(AnomalyDetected, other);
    const { id } = await bench.alarmWhere(equipmentId, { rule: 'anomaly:vibration' });
    await bench.alarmWhere(equipmentId, { rule: 'anomaly:temperature' });
    await expect(judge(id, { right: true })).rejects.toMatchObject(
      refusedWith(409, /acknowledged first/),
    );
    await acknowledge(id);
    await expect(judge(id, { right: false })).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'reason' }] },
    });
    const wrong = { right: false, reason: 'operating_change', comment: 'New load.' } as const;
    expect(await judge(id, wrong)).toMatchObject({
      judgement: { answer: 'wrong', reason: 'operating_change', by: 'tess', workOrderId: null },
    });
    expect((await judge(id, { right: true })).judgement).toMatchObject({ answer: 'right' });
    const history = await ask(bench.gateway, ListAlarmHistory, { alarmId: id }, plant.caller());
    expect(history.items.slice(0, 2).map(({ happened, text }) => [happened, text])).toEqual([
      ['judged', 'right. In place of wrong, as tess said.'],
      ['judged', 'wrong (operating_change: New load.).'],
    ]);
    const { type } = eventContractOf(AlarmJudged);
    const told = await eventually('both answers to be told', () => {
      const heard = bench.heardOf(equipmentId).filter((each) => each.type === type);
      return heard.length === 2 && heard;
    });
    expect(told.map(({ data }) => data)).toMatchObject([
      { alarmId: id, answer: 'wrong', anomalyIds: [anomaly.anomalyId] },
      { answer: 'right', previousAnswer: 'wrong', anomalyIds: [anomaly.anomalyId] },
    ]);
  });

  it('ALM-01: yields to what who did the work says, with the reason', async () => {
    const equipmentId = uuidv7();
    const of = await orderedCase(equipmentId);
    const { id } = await bench.alarmWhere(equipmentId, {});
    await acknowledge(id);
    await judge(id, { right: false, reason: 'nothing_found' });
    await bench.tell(FeedbackGiven, { ...of, answer: 'right', givenBy: 'rob' });
    const alarm = await eventually('the word of the work', async () =>
      (await bench.alarmsOf(equipmentId)).find(({ judgement }) => judgement?.workOrderId),
    );
    expect(alarm.judgement).toMatchObject({
      ...{ answer: 'right', by: 'rob', workOrderId: of.workOrderId, reason: null },
    });
    await expect(judge(id, { right: true })).rejects.toMatchObject(
      refusedWith(409, new RegExp(`work of ${of.workOrderId}`)),
    );
    const history = await ask(bench.gateway, ListAlarmHistory, { alarmId: id }, plant.caller());
    expect(history.items[0]?.text).toBe(
      `right, by the work order ${of.workOrderId}. In place of wrong, as tess said.`,
    );
  });

  it('ALM-01: is not said of an alarm whose work is closed', async () => {
    const equipmentId = uuidv7();
    const of = await orderedCase(equipmentId);
    const { id } = await bench.alarmWhere(equipmentId, {});
    await acknowledge(id);
    await bench.tell(WorkOrderClosed, { ...of, ...order, closedBy: 'rob' });
    await bench.caseWhere(equipmentId, { status: 'monitoring' });
    await expect(judge(id, { right: true })).rejects.toMatchObject(refusedWith(409, /is closed/));
  });
});
