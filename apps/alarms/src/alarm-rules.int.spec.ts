import {
  ActivateAlarmRule,
  AlarmRuleActivated,
  AnomalyDetected,
  AnomalyExpired,
  BacktestEnded,
  CompareAlarmRule,
  DraftAlarmRule,
  eventContractOf,
  FeedbackGiven,
  GetAlarmRule,
  ListAlarmRules,
  ListAlarms,
  ListLatestValues,
  ListRuleActivations,
  requestContractOf,
  requestSubject,
  RetireAlarmRule,
  ReviseAlarmRule,
  RollBackAlarmRule,
  SetAlarmPolicy,
  ShadowAlarmRule,
  type AlarmRuleDefinition,
  type AlarmRuleView,
  type LatestValueView,
  type RuleCondition,
} from '@libs/contracts';
import { AlarmsBench, anAnomaly, anExpiry, ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { AlarmsModule } from './alarms.module.js';

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

describe('alarm rules', () => {
  let plant: TestPlant;
  let bench: AlarmsBench;
  /** When the sensors of any equipment were last heard of, as acquisition answers. */
  let lastHeard = ago(0);

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('alarms', AlarmsModule);
    bench = await AlarmsBench.on(plant);
    const acquisition = await plant.connect('acquisition');
    acquisition.subscribe(requestSubject(requestContractOf(ListLatestValues).name), {
      callback: (_, message) => {
        const { equipmentId } = message.json<ListLatestValues>();
        const at = { measuredAt: lastHeard, recordedAt: lastHeard };
        const value = { key: 'temperature', unit: 'Cel', value: 20, quality: 'good' as const };
        const reply: LatestValueView[] = [{ sensorId: uuidv7(), equipmentId, ...value, ...at }];
        message.respond(JSON.stringify({ ok: true, reply }));
      },
    });
  });

  afterAll(() => plant.stop());

  const ruleOf = (
    condition: Partial<RuleCondition>,
    rest: Partial<AlarmRuleDefinition> = {},
  ): Pick<AlarmRuleDefinition, keyof AlarmRuleDefinition> => ({
    anyOf: [{ allOf: [{ name: 'main', kind: 'anomaly', value: 0.5, ...condition }] }],
    severity: 'critical',
    message: 'The pump needs a look.',
    ...rest,
  });

  const drafted = (code: string, definition: AlarmRuleDefinition): Promise<AlarmRuleView> =>
    ask(bench.gateway, DraftAlarmRule, { code, name: code, definition }, plant.caller());
  const step = (
    contract: typeof ShadowAlarmRule | typeof ActivateAlarmRule | typeof RetireAlarmRule,
    { id: ruleId, version }: AlarmRuleView,
  ): Promise<AlarmRuleView> => ask(bench.gateway, contract, { ruleId, version }, plant.caller());

  async function activated(code: string, definition: AlarmRuleDefinition): Promise<AlarmRuleView> {
    const rule = await drafted(code, definition);
    await step(ShadowAlarmRule, rule);
    return step(ActivateAlarmRule, rule);
  }

  it('count in shadow, raise when active, and end their alarms when retired', async () => {
    const equipmentId = await bench.register('B', 'R-1');
    const definition = ruleOf({}, { equipmentIds: [equipmentId] });
    const rule = await drafted('ODD', definition);
    await expect(step(ActivateAlarmRule, rule)).rejects.toMatchObject({
      problem: { status: 409, allowed: ['revise', 'shadow', 'retire'] },
    });
    await step(ShadowAlarmRule, rule);
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: ago(5) }));
    const request = { ruleId: rule.id };
    await eventually('the shadow to count', async () => {
      const found = await ask(bench.gateway, GetAlarmRule, request, plant.caller());
      return found.raised === 1;
    });
    expect(await bench.alarmsOf(equipmentId)).toHaveLength(1);
    await step(ActivateAlarmRule, rule);
    const raised = await bench.alarmWhere(equipmentId, { rule: 'rule:ODD' });
    expect(raised).toMatchObject({ severity: 'critical', message: 'The pump needs a look.' });

    const next = await ask(
      bench.gateway,
      ReviseAlarmRule,
      { ...request, name: 'odd', definition: { ...definition, severity: 'low' } },
      plant.caller(),
    );
    expect(next).toMatchObject({ version: 2, state: 'draft' });
    await step(ShadowAlarmRule, next);
    await step(ActivateAlarmRule, next);
    await bench.alarmWhere(equipmentId, { rule: 'rule:ODD', active: false });
    const { items } = await ask(bench.gateway, ListAlarmRules, request, plant.caller());
    expect(items.map(({ version, state }) => `${version} ${state}`).sort()).toEqual([
      '1 retired',
      '2 active',
    ]);
    await step(RetireAlarmRule, next);
  });

  it('hold across events, latch, and end when nothing holds any more', async () => {
    const equipmentId = await bench.register('B', 'R-2');
    const only = { equipmentIds: [equipmentId] };
    const rule = await activated(
      'OFTEN',
      ruleOf({ kind: 'repeat', value: 3, windowSeconds: 600 }, { ...only, latching: true }),
    );
    for (const seconds of [30, 20]) {
      await bench.tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: ago(seconds) }));
      await bench.tell(AnomalyExpired, anExpiry(equipmentId, ago(seconds - 1)));
    }
    await bench.alarmWhere(equipmentId, { rule: 'anomaly:vibration', count: 2, active: false });
    const { items } = await ask(bench.gateway, ListAlarms, { equipmentId }, plant.caller());
    expect(items).toHaveLength(1);
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: ago(10) }));
    const alarm = await bench.alarmWhere(equipmentId, { rule: 'rule:OFTEN', active: true });
    expect(alarm.latched).toBe(true);
    await step(RetireAlarmRule, rule);
    await bench.alarmWhere(equipmentId, { rule: 'rule:OFTEN', state: 'latched_unacknowledged' });
  });

  it('raise when time passes though nothing is reported', async () => {
    const equipmentId = await bench.register('B', 'R-3');
    await activated(
      'LONG',
      ruleOf({ kind: 'duration', value: 2 }, { equipmentIds: [equipmentId], onDelaySeconds: 1 }),
    );
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: ago(0) }));
    const { raisedAt } = await bench.alarmWhere(equipmentId, { rule: 'anomaly:vibration' });
    const later = await bench.alarmWhere(equipmentId, { rule: 'rule:LONG' });
    expect(Date.parse(later.raisedAt) - Date.parse(raisedAt)).toBeGreaterThan(2_000);
  });

  it('notice silence, as a fault of the sensor and not of the machine', async () => {
    lastHeard = ago(1000);
    const equipmentId = await bench.register('A', 'R-4');
    await activated(
      'SILENT',
      ruleOf(
        { kind: 'no_data', value: 900 },
        { equipmentIds: [equipmentId], caseKind: 'sensor_fault', message: 'No data comes.' },
      ),
    );
    await bench.alarmWhere(equipmentId, { rule: 'rule:SILENT', active: true });
    const fault = await bench.caseWhere(equipmentId, { kind: 'sensor_fault' });
    expect(fault).toMatchObject({ title: 'R-4: No data comes.', alarmCount: 1 });
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId));
    await bench.caseWhere(equipmentId, { kind: 'machine', alarmCount: 1, anomalyCount: 1 });
    lastHeard = ago(0);
    await plant.database.admin.query('UPDATE alarms.rule_standing SET due_at = now()');
    await bench.alarmWhere(equipmentId, { rule: 'rule:SILENT', active: false });
  });

  const found = (equipmentId: string, seconds: number, score: number) =>
    bench.tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: ago(seconds), score }));
  const raisedBy = ({ id: ruleId, version }: AlarmRuleView, times: number) =>
    eventually(`version ${version} to have counted ${times}`, async () => {
      const compared = await ask(
        bench.gateway,
        CompareAlarmRule,
        { ruleId, version },
        plant.caller(),
      );
      return compared.figures.alarms === times && compared;
    });
  const revised = ({ id: ruleId }: AlarmRuleView, definition: AlarmRuleDefinition) =>
    ask(bench.gateway, ReviseAlarmRule, { ruleId, name: 'next', definition }, plant.caller());

  it('ALM-01: go live by a decision that keeps how they compare with what is live', async () => {
    const [one, other] = [await bench.register('B', 'R-5'), await bench.register('B', 'R-6')];
    const only = { equipmentIds: [one, other] };
    const first = await activated('KEEN', ruleOf({ value: 0.5 }, only));
    const next = await revised(first, ruleOf({ value: 0.9 }, only));
    await step(ShadowAlarmRule, next);
    await found(one, 20, 0.95);
    await found(other, 20, 0.6);
    await raisedBy(next, 1);
    const { caseId } = await bench.alarmWhere(one, { rule: 'rule:KEEN' });
    const workOrderId = uuidv7();
    const said = { workOrderId, caseId, answer: 'right', givenBy: 'tess' } as const;
    await bench.tell(FeedbackGiven, { ...said, equipmentId: one });
    const figures = {
      ...{ alarms: 4, operators: 1, alarmsPerOperatorAndDay: 2, peakPerTenMinutes: 1 },
      load: 'acceptable' as const,
      ...{ failures: 2, caught: 1, missed: 1, medianLeadSeconds: 60 },
      ...{ unexplained: 3, knownWrong: 0 },
    };
    const backtestId = uuidv7();
    const backtest = { backtestId, from: ago(172_800), to: ago(60), requestedBy: 'tess' };
    const ended = { ...backtest, state: 'done' as const, askedAt: ago(-1), figures };
    await bench.tell(BacktestEnded, { ...ended, rule: { ruleId: next.id, version: 2 } });
    const stale = { ...ended, backtestId: uuidv7(), askedAt: ago(3600) };
    await bench.tell(BacktestEnded, { ...stale, rule: { ruleId: next.id, version: 2 } });
    const compared = await eventually('all of it to be known', async () => {
      const asked = { ruleId: next.id };
      const reply = await ask(bench.gateway, CompareAlarmRule, asked, plant.caller());
      return reply.figures.rightMet === 1 && reply.backtests.length === 1 && reply;
    });
    expect(compared).toMatchObject({
      version: 2,
      figures: { alarms: 1, equipment: 1, casesMet: 1, rightMet: 1, wrongMet: 0 },
      active: { version: 1, alarms: 2, equipment: 2, casesMet: 2 },
      shared: { both: 1, onlyThis: 0, onlyActive: 1 },
      totals: { cases: 2, right: 1, wrong: 0 },
      backtests: [{ backtestId, figures: { caught: 1 } }],
    });
    expect(
      compared.cases.map(({ equipmentId, answer, met, metByActive }) => [
        ...[equipmentId, answer, met, metByActive],
      ]),
    ).toEqual([
      [one, 'right', true, true],
      [other, null, false, true],
    ]);
    await ask(
      bench.gateway,
      ActivateAlarmRule,
      { ruleId: next.id, version: 2, comment: 'Fewer, and none is missed.' },
      plant.caller(),
    );
    const decided = await ask(
      bench.gateway,
      ListRuleActivations,
      { ruleId: next.id },
      plant.caller(),
    );
    const { comparedAt: _, ...same } = compared;
    expect(decided.items.map(({ version, kind }) => [version, kind])).toEqual([
      [2, 'activated'],
      [1, 'activated'],
    ]);
    expect(decided.items[0]).toMatchObject({
      comment: 'Fewer, and none is missed.',
      comparison: { shared: same.shared, cases: same.cases, backtests: same.backtests },
    });
    const { type } = eventContractOf(AlarmRuleActivated);
    const told = await eventually('the decision to be told', () =>
      bench.heardOfAll().find(({ type: each, data }) => {
        return each === type && (data as AlarmRuleActivated).comment !== undefined;
      }),
    );
    expect(told.data).toMatchObject({
      ...{ version: 2, alarms: 1, rightMet: 1, previousVersion: 1, previousAlarms: 2 },
      backtestIds: [backtestId],
    });
    await expect(
      plant.database.admin.query(`SET ROLE alarms; UPDATE alarms.rule_activation SET comment = ''`),
    ).rejects.toThrow(/permission denied/);
  });

  it('ALM-01: come back as they were, without being written anew, and judge what holds', async () => {
    const equipmentId = await bench.register('B', 'R-7');
    const only = { equipmentIds: [equipmentId] };
    const first = await activated('BACK', ruleOf({ value: 0.5 }, only));
    const next = await revised(first, ruleOf({ value: 0.9 }, only));
    const back = { ruleId: first.id, version: 1, reason: 'It misses what matters.' };
    const rollBack = () => ask(bench.gateway, RollBackAlarmRule, back, plant.caller());
    await expect(rollBack()).rejects.toMatchObject({
      problem: { status: 409, allowed: ['revise', 'retire'] },
    });
    await step(ShadowAlarmRule, next);
    await step(ActivateAlarmRule, next);
    await found(equipmentId, 20, 0.7);
    await bench.alarmWhere(equipmentId, { rule: 'anomaly:vibration', active: true });
    expect(await bench.alarmsOf(equipmentId)).toHaveLength(1);
    expect(await rollBack()).toMatchObject({ version: 1, state: 'active' });
    await bench.alarmWhere(equipmentId, { rule: 'rule:BACK', active: true });
    const decided = await ask(
      bench.gateway,
      ListRuleActivations,
      { ruleId: first.id },
      plant.caller(),
    );
    expect(decided.items[0]).toMatchObject({
      ...{ version: 1, kind: 'rolled_back', comment: back.reason },
      comparison: { active: { version: 2, alarms: 0 } },
    });
    const tried = await revised(first, ruleOf({ value: 0.8 }, only));
    await step(ShadowAlarmRule, tried);
    await step(RetireAlarmRule, tried);
    await expect(
      ask(bench.gateway, RollBackAlarmRule, { ...back, version: 3 }, plant.caller()),
    ).rejects.toMatchObject({ problem: { status: 409, allowed: ['revise'] } });
  });

  it('ALM-01: are not let live untried where the plant asks for evidence, unless it is said why', async () => {
    const policy = {
      ...{ operators: 1, shelveLow: 60, shelveMedium: 60, shelveHigh: 60, shelveCritical: 60 },
      ...{ reopenDays: 7, evidenceHours: 24 },
    };
    await ask(bench.gateway, SetAlarmPolicy, policy, plant.caller());
    const rule = await drafted('RAW', ruleOf({}, { equipmentIds: [uuidv7()] }));
    await step(ShadowAlarmRule, rule);
    await expect(step(ActivateAlarmRule, rule)).rejects.toMatchObject({ problem: { status: 409 } });
    const live = { ruleId: rule.id, version: 1, withoutEvidence: 'The pump starts today.' };
    expect(await ask(bench.gateway, ActivateAlarmRule, live, plant.caller())).toMatchObject({
      state: 'active',
    });
    await ask(bench.gateway, SetAlarmPolicy, { ...policy, evidenceHours: 0 }, plant.caller());
  });

  it('are refused when they make no sense, or their code is taken', async () => {
    await expect(drafted('SENSELESS', ruleOf({ kind: 'no_data' }))).rejects.toMatchObject({
      problem: { status: 422 },
    });
    await expect(drafted('SILENT', ruleOf({}))).rejects.toMatchObject({
      problem: { status: 409 },
    });
  });
});
