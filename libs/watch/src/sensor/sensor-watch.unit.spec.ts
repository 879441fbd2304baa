import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type Fault, plantSignal, type SignalKind, type SignalPlan } from '@libs/testing';
import { Operation } from '@libs/detectors';
import type { AnomalyDetected, Happening } from '../episodes/happening.js';
import type { Limit } from '../limits/limit.js';
import { type Reading, SensorWatch } from './sensor-watch.js';

const HISTORY = 3600;
const kinds: SignalKind[] = ['vibration', 'temperature', 'current', 'pressure', 'flow'];
const limit: Limit = {
  limitId: 'high',
  kind: 'high',
  threshold: 90,
  deadband: 2,
  onDelayMs: 4000,
  offDelayMs: 4000,
  severity: 'high',
};

const readingsOf = (plan: SignalPlan): Reading[] =>
  plantSignal(plan).map(({ atMs, value }) => ({ measuredAtMs: atMs, value, quality: 'good' }));

const watched = (
  readings: Reading[],
  limits: Limit[] = [],
  watch = SensorWatch.fresh(),
): Happening[] => readings.flatMap((reading) => watch.observe(reading, { limits }));

const anomalies = (happenings: Happening[]): AnomalyDetected[] =>
  happenings.filter((happening) => happening.kind === 'anomaly_detected');

const faulty = (kind: SignalKind, fault: Fault, seed: number): Reading[] =>
  readingsOf({ kind, seed, length: HISTORY + 160, fault: { kind: fault, at: HISTORY } });

/** A fault that is put right after a hundred readings. */
const mended = (kind: SignalKind, fault: Fault, seed: number): Reading[] => [
  ...faulty(kind, fault, seed).slice(0, HISTORY + 100),
  ...readingsOf({ kind, seed, length: HISTORY + 700 }).slice(HISTORY + 100),
];

/** Of ten machines, how many told of the fault within so many readings. */
function caught(kind: SignalKind, fault: Fault, within: number): number {
  const seeds = Array.from({ length: 10 }, (_, i) => 100 + i);
  return seeds.filter((seed) => {
    const readings = faulty(kind, fault, seed);
    const start = readings[HISTORY]?.measuredAtMs ?? 0;
    return anomalies(watched(readings)).some(
      ({ measuredAt }) => measuredAt >= start && measuredAt <= start + within * 2000,
    );
  }).length;
}

/** The state of the detector alone: what a clock does is learnt by the sensor's condition. */
const learnt = (watch: SensorWatch): Buffer => {
  const bytes = Buffer.from(watch.toBytes());
  return bytes.subarray(4, 4 + bytes.readUInt32BE(0));
};

const faults = (happenings: Happening[]): string[] =>
  happenings.flatMap((each) => ('fault' in each ? [`${each.kind} ${each.fault}`] : []));

/** A sensor that shows one value for 300 readings, and then its machine again. */
const stuck = (kind: SignalKind, seed: number, length = HISTORY + 700): Reading[] => {
  const readings = readingsOf({ kind, seed, length });
  const frozen = readings[HISTORY]?.value ?? 0;
  return readings.map((reading, at) =>
    at >= HISTORY && at < HISTORY + 300 ? { ...reading, value: frozen } : reading,
  );
};

describe('watching a sensor', () => {
  it('tells of at most one false episode per 200 000 healthy readings', () => {
    const told = kinds.flatMap((kind) =>
      [1, 2].flatMap((seed) => anomalies(watched(readingsOf({ kind, seed, length: 20_000 })))),
    );

    expect(told.length).toBeLessThanOrEqual(1);
  });

  it.each<[SignalKind, Fault, number, number]>([
    ['vibration', 'doubling', 60, 8],
    ['temperature', 'doubling', 60, 8],
    ['current', 'doubling', 60, 8],
    ['pressure', 'doubling', 60, 8],
    ['vibration', 'step', 160, 5],
    ['pressure', 'step', 160, 5],
    ['current', 'ramp', 160, 7],
    ['vibration', 'growingVariance', 160, 8],
    ['pressure', 'growingVariance', 160, 8],
    ['vibration', 'spikes', 60, 8],
    ['pressure', 'spikes', 160, 8],
  ])(
    'catches %s %s within %i readings on most machines after two hours',
    (kind, fault, within, most) => {
      expect(caught(kind, fault, within)).toBeGreaterThanOrEqual(most);
    },
  );

  it('says what was expected and what came, in one sentence', () => {
    const [anomaly] = anomalies(watched(faulty('pressure', 'doubling', 100)));

    expect(anomaly?.explanation).toMatch(
      /^The value [\d.]+ is unusual for this sensor \((above|below|within) the expected [\d.]+ to [\d.]+\): (it|the) .+\.$/,
    );
    expect(anomaly?.explanation_ar).toMatch(/^القيمة [\d.]+ غير معتادة .+\.$/);
  });

  it('opens one episode, raises it only to a higher severity, and lets it expire', () => {
    const told = watched(mended('pressure', 'doubling', 100));
    const kindsTold = told
      .map((each) => ('severity' in each ? each.severity : each.kind))
      .join(' ');

    expect(kindsTold).toMatch(/^((alert|alarm|alert alarm) anomaly_expired ?)+$/);
  });

  it('keeps silent on a new sensor for its first 3000 readings', () => {
    const early = readingsOf({
      kind: 'pressure',
      seed: 3,
      length: 3000,
      fault: { kind: 'doubling', at: 2800 },
    });

    expect(watched(early)).toEqual([]);
  });

  it('DET-03: takes a signal for dead where its machine runs, and for at rest where that stands', () => {
    const moving = readingsOf({ kind: 'flow', seed: 9, length: 4000 });
    const still = moving.map((reading, index) =>
      index < 3500 ? reading : { ...reading, value: 0 },
    );
    const standing = new Operation();
    const of = (operation: Operation): string[] => {
      const watch = SensorWatch.fresh();
      const told = still.flatMap((reading, index) => {
        if (index === 3500) operation.learn(reading.measuredAtMs, 'standby');
        return watch.observe(reading, { limits: [], operation });
      });
      return faults(told);
    };

    expect(faults(watched(still))).toContain('sensor_fault_detected flat_line');
    expect(of(standing)).toEqual([]);
  });

  it('takes neither a gap nor the start after it for an anomaly', () => {
    const before = readingsOf({ kind: 'vibration', seed: 5, length: 8000 });
    const resumed = before.slice(5000).map((reading) => ({
      ...reading,
      measuredAtMs: reading.measuredAtMs + 5 * 3_600_000,
    }));
    const watch = SensorWatch.fresh();

    expect(watched(before.slice(0, 4000), [], watch)).toEqual([]);
    expect(watched(resumed, [], watch)).toEqual([]);
  });

  it('is not driven by late, repeated or bad readings', () => {
    const readings = readingsOf({ kind: 'current', seed: 9, length: 1500 });
    const disturbed = readings.flatMap((reading, index): Reading[] => [
      reading,
      { ...reading, value: 1e6 },
      // Seldom, or it would be a fault of its clock.
      ...(index % 40 === 0
        ? [{ ...reading, measuredAtMs: reading.measuredAtMs - 5000, value: 1e6 }]
        : []),
      { ...reading, measuredAtMs: reading.measuredAtMs + 1, value: 1e6, quality: 'bad' },
      { ...reading, measuredAtMs: reading.measuredAtMs + 2, value: Number.NaN },
    ]);
    const calm = SensorWatch.fresh();
    const troubled = SensorWatch.fresh();
    const next: Reading = { measuredAtMs: 4e12, value: 40, quality: 'good' };

    expect(watched(disturbed, [limit], troubled)).toEqual(watched(readings, [limit], calm));
    calm.observe(next, { limits: [] });
    troubled.observe(next, { limits: [] });
    expect(learnt(troubled)).toEqual(learnt(calm));
  });

  it('compares limits from the first reading on', () => {
    const reading: Reading = { measuredAtMs: 1000, value: 95, quality: 'uncertain' };

    expect(
      SensorWatch.fresh().observe(reading, { limits: [{ ...limit, onDelayMs: 0 }] }),
    ).toMatchObject([{ kind: 'limit_exceeded', limitId: 'high', measuredAt: 1000, value: 95 }]);
  });

  it('continues from its stored state, with open episodes and limits, wherever it was cut', () => {
    const readings = mended('current', 'doubling', 100);
    const limits = [{ ...limit, threshold: 40 }];
    const whole = watched(readings, limits);
    const base = SensorWatch.fresh();
    const opening = watched(readings.slice(0, HISTORY), limits, base);
    const bytes = base.toBytes();

    expect(new Set(whole.map(({ kind }) => kind))).toEqual(
      new Set(['anomaly_detected', 'anomaly_expired', 'limit_exceeded', 'limit_returned']),
    );
    fc.assert(
      fc.property(fc.integer({ min: HISTORY, max: readings.length }), (cut) => {
        const first = SensorWatch.fromBytes(bytes);
        const before = watched(readings.slice(HISTORY, cut), limits, first);
        const second = SensorWatch.fromBytes(first.toBytes());
        const after = watched(readings.slice(cut), limits, second);
        return isDeepStrictEqual([...opening, ...before, ...after], whole);
      }),
      { numRuns: 60 },
    );
  });

  it('learns anew from the state of another detector version, and keeps what is open', () => {
    const limits = [{ ...limit, threshold: 40 }];
    const watch = SensorWatch.fresh();
    watched(faulty('current', 'doubling', 100), limits, watch);
    const foreign = Uint8Array.from(watch.toBytes());
    foreign.set(new TextEncoder().encode('univariate-0'), 4);
    const next: Reading = { measuredAtMs: 4e12, value: 30, quality: 'good' };
    const after: Reading = { ...next, measuredAtMs: 4e12 + 4000 };

    const told = watched([next, after], limits, SensorWatch.fromBytes(foreign));

    expect(told.map(({ kind }) => kind)).toEqual(['limit_returned']);
  });

  it('DET-02: tells of a fault of the sensor itself once, in two languages, and of its end', () => {
    const told = watched(stuck('pressure', 5));

    expect(faults(told)).toEqual([
      'sensor_fault_detected flat_line',
      'sensor_fault_ended flat_line',
    ]);
    const [fault] = told.filter((each) => each.kind === 'sensor_fault_detected');
    expect(fault?.explanation).toMatch(/^The sensor has shown exactly [\d.]+ for longer .+\.$/);
    expect(fault?.explanation_ar).toMatch(/^يعرض الحساس القيمة [\d.]+ .+\.$/);
    expect(fault?.since).toBeLessThan(fault?.measuredAt ?? 0);
  });

  it.each(kinds)('neither raises nor teaches by what a faulty %s sensor shows', (kind) => {
    const whole = stuck(kind, 6);
    const watch = SensorWatch.fresh();
    const before = watched(whole.slice(0, HISTORY + 150), [], watch);
    const during = learnt(watch);
    const after = watched(whole.slice(HISTORY + 150, HISTORY + 300), [], watch);

    expect(faults(before)).toEqual(['sensor_fault_detected flat_line']);
    expect(after).toEqual([]);
    expect(learnt(watch)).toEqual(during);
  });

  it('still compares the limits of a sensor at fault', () => {
    const low = [{ ...limit, kind: 'low', threshold: 1000, onDelayMs: 0 } as const];
    const watch = SensorWatch.fresh();
    watched(stuck('pressure', 7).slice(0, HISTORY + 150), [], watch);
    const told = watched(stuck('pressure', 7).slice(HISTORY + 150, HISTORY + 160), low, watch);

    expect(told.map(({ kind }) => kind)).toEqual(['limit_exceeded']);
  });

  it('takes back an anomaly when what showed it turns out to be the sensor', () => {
    const readings = readingsOf({ kind: 'pressure', seed: 8, length: HISTORY + 400 });
    const spoilt = readings.map((reading, at) => {
      if (at < HISTORY) return reading;
      return { ...reading, value: at < HISTORY + 80 ? reading.value * 2 : 12.25 };
    });
    const kindsTold = watched(spoilt).map(({ kind }) => kind);

    expect(kindsTold).toContain('anomaly_detected');
    const began = kindsTold.indexOf('sensor_fault_detected');
    expect(kindsTold.slice(began)).toEqual(['sensor_fault_detected', 'anomaly_expired']);
  });

  it('is out of range only by its measuring range, not by what its source calls bad', () => {
    const standards = { limits: [], range: { low: 0, high: 10 } };
    const tell = (value: number): Happening[] => {
      const watch = SensorWatch.fresh();
      return Array.from({ length: 5 }, (_, at) =>
        watch.observe({ measuredAtMs: 1000 * at, value, quality: 'bad' }, standards),
      ).flat();
    };

    expect(faults(tell(11))).toEqual(['sensor_fault_detected out_of_range']);
    expect(tell(9)).toEqual([]);
  });

  it('goes on with a fault from its stored state, wherever it was cut', () => {
    const readings = stuck('current', 9).slice(HISTORY - 50);
    const whole = watched(readings);

    fc.assert(
      fc.property(fc.integer({ min: 0, max: readings.length }), (cut) => {
        const first = SensorWatch.fresh();
        const before = watched(readings.slice(0, cut), [], first);
        const after = watched(readings.slice(cut), [], SensorWatch.fromBytes(first.toBytes()));
        return isDeepStrictEqual([...before, ...after], whole);
      }),
      { numRuns: 60 },
    );
    expect(faults(whole).length).toBeGreaterThan(0);
  });

  it('reads a state that was saved before sensors themselves were watched', () => {
    const bytes = Buffer.from(SensorWatch.fresh().toBytes());
    const end = 4 + bytes.readUInt32BE(0);
    const { lastMs, episode, limits } = JSON.parse(bytes.toString('utf8', end)) as object & {
      lastMs: null;
      episode: object;
      limits: [];
    };
    const former = Buffer.from(JSON.stringify({ lastMs, episode, limits }));
    const watch = SensorWatch.fromBytes(Buffer.concat([bytes.subarray(0, end), former]));

    expect(watch.toBytes()).toEqual(SensorWatch.fresh().toBytes());
  });

  it('keeps at most 16 KB of a sensor', () => {
    const watch = SensorWatch.fresh();
    watched(stuck('current', 9), [limit], watch);

    expect(watch.toBytes().length).toBeLessThan(9_000);
  });
});
