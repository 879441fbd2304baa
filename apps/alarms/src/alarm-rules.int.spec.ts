import {
  ActivateAlarmRule,
  AnomalyDetected,
  AnomalyExpired,
  DraftAlarmRule,
  GetAlarmRule,
  ListAlarmRules,
  ListAlarms,
  ListLatestValues,
  requestContractOf,
  requestSubject,
  RetireAlarmRule,
  ReviseAlarmRule,
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

  it('are refused when they make no sense, or their code is taken', async () => {
    await expect(drafted('SENSELESS', ruleOf({ kind: 'no_data' }))).rejects.toMatchObject({
      problem: { status: 422 },
    });
    await expect(drafted('SILENT', ruleOf({}))).rejects.toMatchObject({
      problem: { status: 409 },
    });
  });
});
