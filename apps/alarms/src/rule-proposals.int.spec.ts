import {
  AcceptRuleProposal,
  AcknowledgeAlarm,
  ActivateAlarmRule,
  AnomalyDetected,
  DismissRuleProposal,
  DraftAlarmRule,
  eventContractOf,
  GetAlarmRule,
  JudgeAlarm,
  ListRuleFigures,
  ListRuleProposals,
  RuleRetirementProposed,
  SetAlarmPolicy,
  ShadowAlarmRule,
  type RuleFigures,
} from '@libs/contracts';
import { AlarmsBench, anAnomaly, ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { AlarmsModule } from './alarms.module.js';

describe('rules that do more harm than good', () => {
  let plant: TestPlant;
  let bench: AlarmsBench;
  let ruleId: string;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('alarms', AlarmsModule);
    bench = await AlarmsBench.on(plant);
    const shelving = { shelveLow: 60, shelveMedium: 60, shelveHigh: 60, shelveCritical: 60 };
    const policy = { operators: 1, ...shelving, reopenDays: 7, leastAnswers: 2 };
    const set = await ask(bench.gateway, SetAlarmPolicy, policy, plant.caller());
    expect(set).toMatchObject({ leastAnswers: 2, leastPrecision: 0.5, evidenceHours: 0 });
    const condition = { name: 'odd', kind: 'anomaly', value: 0.9 } as const;
    const anyOf = [{ allOf: [condition] }];
    const definition = { anyOf, severity: 'low' as const, message: 'Odd.' };
    const said = { code: 'NOISY', name: 'Noisy', definition };
    const rule = await ask(bench.gateway, DraftAlarmRule, said, plant.caller());
    ruleId = rule.id;
    await ask(bench.gateway, ShadowAlarmRule, { ruleId, version: 1 }, plant.caller());
    await ask(bench.gateway, ActivateAlarmRule, { ruleId, version: 1 }, plant.caller());
  });

  afterAll(() => plant.stop());

  const judged = async (right: boolean): Promise<void> => {
    const equipmentId = uuidv7();
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId));
    const { id: alarmId } = await bench.alarmWhere(equipmentId, { rule: 'rule:NOISY' });
    await ask(bench.gateway, AcknowledgeAlarm, { alarmId }, plant.caller());
    const said = { alarmId, right, ...(!right && { reason: 'nothing_found' as const }) };
    await ask(bench.gateway, JudgeAlarm, said, plant.caller());
  };
  const figuresOf = async (rule: string): Promise<RuleFigures | undefined> =>
    (await ask(bench.gateway, ListRuleFigures, {}, plant.caller())).items.find(
      (each) => each.rule === rule,
    );
  const proposals = async () =>
    (await ask(bench.gateway, ListRuleProposals, { rule: 'rule:NOISY' }, plant.caller())).items;
  /** Lets the daily review of rules be due, and waits until it was made. */
  const review = async (): Promise<void> => {
    const known = (where: string) =>
      plant.database.admin.query<object[]>(`SELECT 1 FROM alarms.rule_review WHERE ${where}`);
    await eventually('a review to be planned', async () => (await known('true')).length > 0);
    await plant.database.admin.query('UPDATE alarms.rule_review SET due_at = now()');
    await eventually('the review', async () => (await known('due_at > now()')).length > 0);
  };

  it('DET-03: have their figures told, built in and own', async () => {
    await judged(true);
    await judged(false);
    await judged(false);
    expect(await figuresOf('rule:NOISY')).toMatchObject({
      ...{ ruleId, alarms: 3, right: 1, wrong: 2, unanswered: 0, precision: 1 / 3 },
      ...{ share: 0.5, alarmsPerDay: 0.1, chattering: 0 },
    });
    expect(await figuresOf('anomaly:vibration')).toMatchObject({
      ...{ ruleId: null, alarms: 3, right: 0, wrong: 0, unanswered: 3, precision: null },
    });
  });

  it('DET-03: are proposed with the reason in figures, again only when they got worse, and retired by a person', async () => {
    await review();
    const [first, ...more] = await proposals();
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      ...{ kind: 'retire', cause: 'imprecise', state: 'open', ruleId },
      reason: 'Of 3 judged alarms of rule:NOISY, 1 were right; the plant asks for 50 %.',
    });
    const { type } = eventContractOf(RuleRetirementProposed);
    await eventually('it to be told', () => bench.heardOfAll().some((each) => each.type === type));
    const proposalId = first?.id ?? '';
    const kept = { proposalId, reason: 'The cooling was repaired.' };
    expect(await ask(bench.gateway, DismissRuleProposal, kept, plant.caller())).toMatchObject({
      ...{ state: 'dismissed', decidedBy: 'tess', decision: kept.reason },
    });
    const again = ask(bench.gateway, AcceptRuleProposal, { proposalId }, plant.caller());
    await expect(again).rejects.toMatchObject({ problem: { status: 409 } });
    await review();
    expect(await proposals()).toHaveLength(1);
    await judged(false);
    await review();
    const worse = (await proposals()).find(({ state }) => state === 'open');
    expect(worse).toMatchObject({ figures: { right: 1, wrong: 3 } });
    const accepted = { proposalId: worse?.id ?? '' };
    await ask(bench.gateway, AcceptRuleProposal, accepted, plant.caller());
    expect(await ask(bench.gateway, GetAlarmRule, { ruleId }, plant.caller())).toMatchObject({
      state: 'retired',
    });
  });

  it('DET-03: keep what they raised for as long as the plant says, and what a decision rests on for ever', async () => {
    const { admin } = plant.database;
    const counts = async () => {
      const [row] = await admin.query<Record<'raised' | 'backtests' | 'decisions', number>[]>(
        `SELECT (SELECT count(*)::int FROM alarms.rule_raising) AS raised,
           (SELECT count(*)::int FROM alarms.rule_backtest) AS backtests,
           (SELECT count(*)::int FROM alarms.rule_activation) AS decisions`,
      );
      return row;
    };
    const [first] = await admin.query<{ id: string }[]>('SELECT id FROM alarms.rule_raising');
    await admin.query(
      `UPDATE alarms.rule_raising SET began_at = now() - interval '500 days', ended_at = now() -
         make_interval(days => CASE WHEN id = $1 THEN 401 ELSE 399 END)`,
      [first?.id],
    );
    await admin.query(
      `INSERT INTO alarms.rule_backtest
       SELECT $1, gen_random_uuid(), $2, 1, at, at, at, at, '{}'
       FROM unnest(ARRAY[now() - interval '401 days', now() - interval '399 days']) AS at`,
      [plant.tenantId, ruleId],
    );
    await admin.query(
      `UPDATE alarms.rule_activation SET activated_at = now() - interval '500 days'`,
    );
    const before = await counts();
    expect(before).toMatchObject({ backtests: 2, decisions: 1 });
    await review();
    expect(await counts()).toEqual({
      ...{ raised: (before?.raised ?? 0) - 1, backtests: 1, decisions: 1 },
    });
  });
});
