import { alarmLoad } from '@libs/alarm-rules';
import type { AlarmRuleDefinition, MaintenanceRecordView, WorkOrderView } from '@libs/contracts';
import type { Found } from '@libs/watch';
import { AlarmBook } from './alarm-book.js';
import { judgeAlarms } from './judge-alarms.js';
import { knownFailures } from './known-failures.js';
import { RuleReplay } from './rule-replay.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (ms: number): string => new Date(ms).toISOString();
const sensor = { sensorId: 'S', key: 'vibration', unit: 'mm/s' };

const detected = (measuredAt: number, joins: string | null = null): Found => ({
  sensor,
  happening: {
    ...{ kind: 'anomaly_detected', measuredAt, value: 9, score: 0.7, severity: 'alarm' },
    ...{ mode: null, expected: null, explanation: 'Odd.', explanation_ar: 'غريب', joins },
    parts: { extremes: 1, swing: 0, course: 0, timeOfDay: 0, range: 0, jump: 0, dwell: 0 },
  },
});
const expired = (measuredAt: number): Found => ({
  sensor,
  happening: { kind: 'anomaly_expired', measuredAt, joins: null },
});

describe('DET-01: the alarms of a backtest', () => {
  it('are episodes that began in the window and join no other', () => {
    const book = new AlarmBook(100);
    book.note([detected(50), detected(60), expired(90), detected(110, 'equipment')]);
    book.note([detected(120), detected(130), expired(150), detected(200)]);
    expect(book.alarms).toMatchObject([
      { beganMs: 120, endedMs: 150 },
      { beganMs: 200, endedMs: null },
    ]);
  });

  it('told of a failure when they were there within the lead before it', () => {
    const failure = (atMs: number) =>
      ({ source: 'work_order', sourceId: String(atMs), what: 'Broken', atMs }) as const;
    const alarms = [
      { beganMs: DAY, endedMs: DAY + HOUR },
      { beganMs: 10 * DAY, endedMs: null },
    ];
    const about = { workOrderId: null, explanation: '' };
    const wrong = {
      ...about,
      answer: 'wrong',
      anomalyId: 'A',
      beganMs: DAY,
      endedMs: DAY,
    } as const;
    const failures = [failure(DAY + 2 * HOUR), failure(5 * DAY), failure(20 * DAY)];
    const verdict = judgeAlarms(alarms, failures, [wrong], DAY);
    expect(verdict.failures.map(({ leadMs }) => leadMs)).toEqual([2 * HOUR, null, DAY]);
    expect(verdict).toMatchObject({ unexplained: 0, knownWrong: 1 });
    expect(judgeAlarms(alarms, [], [], DAY).unexplained).toBe(2);
  });

  it.each([
    [144, 'acceptable'],
    [145, 'manageable'],
    [289, 'over_demanding'],
    [721, 'unacceptable'],
  ])('are, at %d a day, %s to an operator', (alarms, load) => {
    expect(alarmLoad(alarms * 2 * 3, 2, 3 * DAY)).toEqual({
      alarmsPerOperatorAndDay: alarms,
      load,
    });
  });
});

describe('DET-01: known failures', () => {
  const record = (id: string, rest: object) =>
    ({
      ...{ id, description: 'Bearing', performedAt: at(9 * HOUR), failure: { mode: 'VIB' } },
      ...rest,
    }) as MaintenanceRecordView;
  const order = (id: string, rest: object = {}) =>
    ({
      ...{ id, number: id, title: 'Repair', kind: 'corrective_deferred', status: 'closed' },
      ...{ caseId: null, createdAt: at(5 * HOUR) },
      ...rest,
    }) as WorkOrderView;

  it('count once, from when they were reported, and only where somebody saw one', () => {
    const found = knownFailures(
      [record('R1', { workOrderId: 'W1' }), record('R2', { failure: undefined })],
      [
        order('W1'),
        order('W2', { createdAt: at(2 * HOUR), detectedAt: at(HOUR) }),
        order('W3', { caseId: 'C' }),
        order('W4', { kind: 'preventive' }),
        order('W5', { status: 'cancelled' }),
      ],
      [],
    );
    expect(found.map(({ sourceId, atMs }) => [sourceId, atMs])).toEqual([
      ['W2', HOUR],
      ['R1', 5 * HOUR],
    ]);
  });

  it('are also what people confirmed, and never what they called wrong', () => {
    const anomaly = { explanation: 'Odd.', beganMs: HOUR, endedMs: 2 * HOUR };
    const found = knownFailures(
      [record('R1', { workOrderId: 'W1' })],
      [],
      [
        { ...anomaly, anomalyId: 'A1', answer: 'wrong', workOrderId: 'W1' },
        { ...anomaly, anomalyId: 'A2', answer: 'right', workOrderId: 'W2' },
      ],
    );
    expect(found).toMatchObject([{ source: 'feedback', sourceId: 'A2', atMs: 2 * HOUR }]);
  });

  it('are one where several anomalies of the machine were there at once, or a record is of that time', () => {
    const anomaly = (anomalyId: string, beganMs: number, endedMs: number) =>
      ({
        anomalyId,
        explanation: 'Odd.',
        answer: 'right',
        workOrderId: null,
        beganMs,
        endedMs,
      }) as const;
    const judged = [
      anomaly('A2', 2 * HOUR, 3 * HOUR),
      anomaly('A1', HOUR, 2.5 * HOUR),
      anomaly('A3', 4 * HOUR, 5 * HOUR),
      anomaly('A4', 8 * HOUR, 10 * HOUR),
    ];
    const found = knownFailures([record('R1', {})], [], judged);
    expect(found.map(({ sourceId, atMs }) => [sourceId, atMs])).toEqual([
      ['A1', 3 * HOUR],
      ['A3', 5 * HOUR],
      ['R1', 9 * HOUR],
    ]);
  });
});

describe('DET-01: a rule in a backtest', () => {
  const ruleOf = (kind: 'duration' | 'no_data' | 'repeat', value: number, rest: object = {}) =>
    ({
      ...{ anyOf: [{ allOf: [{ name: 'main', kind, value }] }], severity: 'high' },
      ...{ message: 'Look.', equipmentIds: ['E'], ...rest },
    }) as AlarmRuleDefinition;
  const run = (rule: AlarmRuleDefinition, steps: readonly [number, Found[]][]) => {
    const book = new AlarmBook(0);
    const replay = new RuleReplay(rule, 'E', book);
    for (const [ms, found] of steps) replay.observe(found, 'vibration', ms);
    return book.alarms.map(({ beganMs, endedMs }) => [beganMs, endedMs]);
  };

  it('waits for its duration, though nothing is reported meanwhile', () => {
    const steps: [number, Found[]][] = [
      [1_000, [detected(1_000)]],
      [200_000, []],
      [300_000, [expired(300_000)]],
    ];
    expect(run(ruleOf('duration', 60), steps)).toEqual([[61_000, 300_000]]);
    expect(run(ruleOf('duration', 60, { onDelaySeconds: 10 }), steps)).toEqual([[71_000, 300_000]]);
    expect(run(ruleOf('duration', 400), steps)).toEqual([]);
  });

  it('counts repetitions within its window, and notices silence', () => {
    const twice: [number, Found[]][] = [
      [1_000, [detected(1_000)]],
      [2_000, [expired(2_000)]],
      [3_000, [detected(3_000)]],
      [4_000_000, []],
    ];
    expect(run(ruleOf('repeat', 2), twice)).toEqual([[3_000, 3_601_000]]);
    const silent: [number, Found[]][] = [
      [0, []],
      [1_000, []],
      [90_000, []],
    ];
    expect(run(ruleOf('no_data', 60), silent)).toEqual([[61_000, 90_000]]);
  });
});
