import { isDeepStrictEqual } from 'node:util';
import type { RecordedSensor } from '@libs/contracts';
import { MACHINE_SIGNALS, plantMachine, type Leak } from '@libs/testing';
import { EquipmentWatch, type Found } from './equipment-watch.js';
import { tellingOf } from './telling/telling.js';
import { Versions, type ShadowSpan, type Switch } from './telling/versions.js';
import { always, type Ways } from './telling/ways.js';

const LENGTH = 13_000;
const LEAK: Leak = { from: 11_500, until: 11_800 };
const RESTING = 19;
const RESTING_LEAK: Leak = { from: 12_500, until: 12_800 };
const sensors: RecordedSensor[] = MACHINE_SIGNALS.map((key) => ({
  sensorId: `sensor of ${key}`,
  equipmentId: 'pump',
  key,
  unit: 'x',
  kind: 'gauge',
}));

interface Step {
  readonly sensor: RecordedSensor;
  readonly atMs: number;
  readonly value: number;
}

/** One reading after the other, as they come: each signal a little after the one before. */
const stepsOf = (rows: readonly (readonly number[])[], of = sensors): Step[] =>
  rows.flatMap((values, row) =>
    of.flatMap((sensor, place) => {
      const value = values[place];
      return value === undefined ? [] : [{ sensor, atMs: row * 2000 + place * 50, value }];
    }),
  );

const watched = (steps: readonly Step[], watch = new EquipmentWatch()): Found[] =>
  steps.flatMap(({ sensor, atMs, value }) =>
    watch.observe(sensor, { measuredAtMs: atMs, value, quality: 'good' }, []),
  );

const KEEN = tellingOf({ alertFrom: 0.35, alarmFrom: 0.45, calmReadings: 30 });
const aSwitch = (kind: Switch['kind'], row: number, telling: Switch['telling']): Switch => ({
  ...{ kind, fromMs: row * 2000, telling },
});
const aShadow = (
  version: string,
  kind: ShadowSpan['kind'],
  [from, until]: readonly [number, number],
  telling = KEEN,
): ShadowSpan => ({ version, kind, telling, fromMs: from * 2000, untilMs: until * 2000 });

/** Both kinds in shadow, one of them switched to, and back again in the middle of a fault. */
const busy = ({ from, until }: Leak): Ways =>
  new Versions(
    [aSwitch('univariate', from - 200, KEEN), aSwitch('univariate', from + 150, null)],
    [
      aShadow('keen', 'univariate', [3_000, from - 200]),
      aShadow('keener', 'univariate', [from, until - 100]),
      aShadow('together', 'machine', [5_000, until - 50]),
    ],
    'active',
  );

const told = (found: readonly Found[]): Found[] =>
  found.filter(({ happening }) => !('shadow' in happening));

/** What a version in shadow would have told, as if it had been. */
const wouldTell = (found: readonly Found[]): object[] =>
  found.flatMap(({ sensor, happening }) => {
    if (!('shadow' in happening)) return [];
    const { shadow: _, ...rest } = happening;
    return [{ key: sensor.key, ...rest }];
  });

/** Noise of a second sensor. */
const hiss = (row: number): number => ((Math.sin(row * 12.9898) * 43_758.5453) % 1) / 5;

const withTemperature = sensors.map((sensor) =>
  sensor.key === 'flow' ? { ...sensor, key: 'temperature', unit: 'Cel' } : sensor,
);

/** In the place of the flow a temperature that slowly follows the load, and from a row on rises by itself. */
function heated(
  rows: readonly (readonly number[])[],
  from: number,
  risePerRow: number,
): number[][] {
  let temperature = 60;
  return rows.map((values, row) => {
    temperature += 0.02 * (40 + 0.4 * (values[1] ?? 0) - temperature);
    return values.with(3, temperature + hiss(row) + Math.max(0, row - from) * risePerRow);
  });
}

const kinds = (found: readonly Found[]): string[] =>
  found.map(({ happening, sensor }) => `${happening.kind} ${sensor.key}`);

describe('watching a machine', () => {
  const found = watched(stepsOf(plantMachine(4, LENGTH, LEAK)));

  it('tells nothing of what signals show together while its detector is in shadow', () => {
    const shadow = new EquipmentWatch(undefined, undefined, always({ machines: 'shadow' }));
    const told = kinds(watched(stepsOf(plantMachine(4, LENGTH, LEAK)), shadow));
    expect(told.filter((kind) => kind.startsWith('machine_'))).toEqual([]);
    expect(kinds(found).some((kind) => kind.startsWith('machine_'))).toBe(true);
  });

  it('DET-01: tells of it once, with who contributed how much, in two languages', () => {
    const told = found.flatMap(({ happening }) =>
      happening.kind === 'machine_anomaly_detected' ? [happening] : [],
    );

    expect(told.length).toBeGreaterThan(0);
    const [first] = told;
    expect(first?.measuredAt).toBeGreaterThanOrEqual(LEAK.from * 2000);
    const shares = first?.contributors.map(({ share }) => share) ?? [];
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(first?.explanation).toMatch(/^The signals of this machine do not go together .+ %\)\.$/);
    expect(first?.explanation_ar).toMatch(/^لم تعد إشارات هذه الآلة .+\.$/);
    expect(kinds(found).filter((kind) => kind.startsWith('machine_anomaly_expired'))).toHaveLength(
      1,
    );
  });

  it('tells nothing of a machine that only changes its load', () => {
    expect(watched(stepsOf(plantMachine(5, LENGTH)))).toEqual([]);
  });

  it('DET-01: takes switching on and off for no anomaly, and tells what happens under load as that', () => {
    const told = watched(stepsOf(plantMachine(RESTING, LENGTH, RESTING_LEAK, 0.3)));
    const [first] = told.flatMap(({ happening }) =>
      happening.kind === 'machine_anomaly_detected' ? [happening] : [],
    );

    expect(told[0]?.happening.measuredAt).toBeGreaterThanOrEqual(RESTING_LEAK.from * 2000);
    expect(first).toMatchObject({ mode: 'load' });
    expect(first?.explanation).toContain('as they did under load:');
    expect(first?.explanation_ar).toContain('تحت الحمل');
  });

  it('DET-01: believes a signal of the machine state before what it learnt', () => {
    const temperature = { ...sensors[0], sensorId: 't', equipmentId: 'pump', key: 'temperature' };
    const state = { ...temperature, sensorId: 's', key: 'run_state', kind: 'state' as const };
    const of = (switched: boolean) =>
      Array.from({ length: 6_000 }, (_, row) => [
        60 + hiss(row) + (row >= 4_000 && row < 4_016 ? 60 * hiss(2 * row) : 0),
        switched && row >= 3_995 ? 2 : 1,
      ]);
    const signals = [
      { ...temperature, unit: 'Cel' },
      { ...state, unit: '1' },
    ];

    expect(kinds(watched(stepsOf(of(true), signals)))).toEqual([]);
    expect(kinds(watched(stepsOf(of(false), signals)))).toContain('anomaly_detected temperature');
  });

  it.each([
    { history: 'that was never ill', leak: undefined },
    { history: 'that had a leak before', leak: { from: 10_500, until: 10_800 } },
  ])(
    'DET-01: tells of a signal that creeps away while the others stay, on a machine $history',
    ({ leak }) => {
      const drift = { from: 11_500, until: 12_500 };
      const rows = plantMachine(4, drift.until, leak);
      const creeping = (risePerRow: number) => {
        const found = watched(stepsOf(heated(rows, drift.from, risePerRow), withTemperature));
        return kinds(found.filter(({ happening }) => happening.measuredAt >= drift.from * 2000));
      };

      expect(creeping(0.03)).toContain('anomaly_detected temperature');
      expect(creeping(0)).toEqual([]);
    },
  );

  it('lets an anomaly of one belong to the episode that the other began', () => {
    const told = found.flatMap(({ happening }) =>
      happening.kind === 'machine_anomaly_detected' || happening.kind === 'anomaly_detected'
        ? [happening]
        : [],
    );
    const began = told.filter(({ joins }) => joins === null);

    expect(new Set(began.map(({ kind }) => kind)).size).toBe(1);
    expect(told.length).toBeGreaterThan(began.length);
  });

  it.each([
    { machine: 'that always runs', leak: LEAK, rests: 0 },
    { machine: 'that rests', leak: RESTING_LEAK, rests: 0.3 },
  ])(
    'DET-03: goes on bit for bit from its stored states of a machine $machine while versions change, wherever it was cut',
    ({ leak, rests }) => {
      const ways = busy(leak);
      const steps = stepsOf(plantMachine(rests > 0 ? RESTING : 4, leak.until, leak, rests));
      const uncut = new EquipmentWatch(undefined, undefined, ways);
      const whole = watched(steps, uncut);
      expect(told(whole).length).toBeGreaterThan(0);

      for (const cut of [39_999, 4 * leak.from + 161, 4 * leak.from + 603]) {
        const first = new EquipmentWatch(undefined, undefined, ways);
        const before = watched(steps.slice(0, cut), first);
        const second = new EquipmentWatch(first.toBytes(), (id) => first.sensorBytes(id), ways);
        const after = watched(steps.slice(cut), second);

        expect(isDeepStrictEqual([...before, ...after], whole)).toBe(true);
        expect(Buffer.compare(second.toBytes(), uncut.toBytes())).toBe(0);
        for (const { sensorId } of sensors) {
          expect(Buffer.compare(second.sensorBytes(sensorId), uncut.sensorBytes(sensorId))).toBe(0);
        }
      }
    },
  );

  it('EVT-13 DET-03: a version in shadow disturbs nothing, and would tell what it tells once active', () => {
    const steps = stepsOf(plantMachine(4, LENGTH, LEAK));
    const through = (kind: ShadowSpan['kind'], active: boolean) =>
      watched(
        steps,
        new EquipmentWatch(
          undefined,
          undefined,
          new Versions(
            active ? [aSwitch(kind, 0, KEEN)] : [],
            active ? [] : [aShadow('keen', kind, [0, LENGTH])],
            'active',
          ),
        ),
      );
    for (const kind of ['univariate', 'machine'] as const) {
      const beside = through(kind, false);
      const own = through(kind, true).filter(({ happening }) => {
        const ofMachine = happening.kind.startsWith('machine_');
        return ofMachine === (kind === 'machine') && 'joins' in happening && !happening.joins;
      });

      expect(told(beside)).toEqual(found);
      expect(wouldTell(beside)).toEqual(
        own.map(({ sensor, happening }) => ({ key: sensor.key, ...happening })),
      );
      expect(own.length).toBeGreaterThan(0);
    }
  });

  it('DET-03: a switch counts for what is measured from its instant on, and so does the way back', () => {
    const deaf = tellingOf({ alertFrom: 0.95, alarmFrom: 0.98 });
    const kinds = ['univariate', 'machine'] as const;
    const deafUntil = (row: number): Found[] => {
      const switches = kinds.flatMap((kind) => [
        aSwitch(kind, 11_000, deaf),
        aSwitch(kind, row, null),
      ]);
      const ways = new Versions(switches, [], 'active');
      return watched(
        stepsOf(plantMachine(4, LENGTH, LEAK)),
        new EquipmentWatch(undefined, undefined, ways),
      );
    };
    const firstRow = (found[0]?.happening.measuredAt ?? 0) / 2000;

    expect(deafUntil(LENGTH)).toEqual([]);
    expect(deafUntil(firstRow + 3)[0]?.happening.measuredAt).toBeGreaterThanOrEqual(
      (firstRow + 3) * 2000,
    );
    expect(deafUntil(LEAK.from - 100)).toEqual(found);
  });

  it('ends what is open when a machine is no longer told of', () => {
    const silenced = new Versions(
      [aSwitch('machine', 0, KEEN), aSwitch('machine', LEAK.from + 150, null)],
      [],
      'shadow',
    );
    const steps = stepsOf(plantMachine(4, LENGTH, LEAK));
    const ofMachine = watched(steps, new EquipmentWatch(undefined, undefined, silenced)).filter(
      ({ happening }) => happening.kind.startsWith('machine_'),
    );
    const last = ofMachine.at(-1)?.happening;

    expect(ofMachine.length).toBeGreaterThan(1);
    expect(last?.kind).toBe('machine_anomaly_expired');
    expect(last?.measuredAt).toBeLessThan((LEAK.from + 152) * 2000);
  });

  it('bears signals that come late, and goes on without one that is gone', () => {
    const rows = plantMachine(6, LENGTH + 4_000, { from: 16_000, until: 16_300 });
    const steps = stepsOf(rows).filter(({ sensor, atMs }) => sensor.key !== 'flow' || atMs < 1e6);
    const late = steps.map((step, at) => ({
      step,
      at: at + (step.sensor.key === 'current' ? 9 : 0),
    }));
    const told = watched(late.sort((a, b) => a.at - b.at).map(({ step }) => step));

    expect(kinds(told).some((kind) => kind.startsWith('machine_anomaly_detected'))).toBe(true);
    expect(told[0]?.happening.measuredAt).toBeGreaterThanOrEqual(16_000 * 2000);
  });

  it('leaves signals of states and counters alone', () => {
    const counters = sensors.map((sensor) => ({ ...sensor, kind: 'counter' as const }));
    const told = watched(stepsOf(plantMachine(4, LENGTH, LEAK), counters));

    expect(kinds(told).filter((kind) => kind.startsWith('machine'))).toEqual([]);
  });

  it('tells of a sensor that creeps away from another one of the same quantity', () => {
    const pair = ['temperature-1', 'temperature-2'].map((key): RecordedSensor => ({
      sensorId: key,
      equipmentId: 'pump',
      key,
      unit: 'Cel',
    }));
    const creeping = plantMachine(7, 6_000).map(([vibration = 0], row) => {
      const first = 60 + vibration;
      return [first, first + hiss(row) + Math.max(0, row - 3_000) * 0.002];
    });
    const [fault] = watched(stepsOf(creeping, pair)).filter(
      ({ happening }) => happening.kind === 'sensor_fault_detected',
    );

    expect(fault?.sensor.key).toBe('temperature-2');
    expect(fault?.happening).toMatchObject({ fault: 'drift' });
    expect(fault?.happening).toHaveProperty(
      'explanation',
      expect.stringContaining('creeps away from temperature-1'),
    );
    expect(fault?.happening.measuredAt).toBeGreaterThan(3_000 * 2000);
  });
});
