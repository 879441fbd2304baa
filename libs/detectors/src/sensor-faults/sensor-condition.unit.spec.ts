import { isDeepStrictEqual } from 'node:util';
import { plantSignal, type SignalKind } from '@libs/testing';
import fc from 'fast-check';
import type { ConditionReading as Reading, SensorFault } from './sensor-fault.js';
import { ConditionStateUnreadable, SensorCondition } from './sensor-condition.js';

const RANGE = { low: -20, high: 400 };
const kinds: SignalKind[] = ['vibration', 'temperature', 'current', 'pressure', 'flow'];
const LENGTH = 4000;
const ONSET = 3000;

const healthy = (kind: SignalKind, seed: number): Reading[] =>
  plantSignal({ kind, seed, length: LENGTH });

/** The same readings, spoilt from the onset on; undefined is a reading that does not come. */
const spoilt = (
  readings: Reading[],
  spoil: (reading: Reading, after: number) => Reading | undefined,
): Reading[] =>
  readings.flatMap((reading, index) =>
    index < ONSET ? [reading] : (spoil(reading, index - ONSET) ?? []),
  );

const told = (readings: Reading[], condition = new SensorCondition()): SensorFault[][] =>
  readings.map((reading) => condition.observe(reading, RANGE));

const kindsTold = (readings: Reading[]) => [...new Set(told(readings).flat())];

/** Readings from the onset until the fault is told; none where it never is. */
const delay = (readings: Reading[], fault: SensorFault): number | undefined => {
  const index = told(readings).findIndex((faults) => faults.includes(fault));
  return index < 0 ? undefined : index - ONSET;
};

describe('the condition of a sensor', () => {
  it.each(kinds)('is sound while a %s sensor is, whatever its machine does', (kind) => {
    const machines = [1, 2, 3].flatMap((seed) => [
      healthy(kind, seed),
      plantSignal({ kind, seed, length: LENGTH, fault: { kind: 'step', at: ONSET } }),
      plantSignal({ kind, seed, length: LENGTH, fault: { kind: 'doubling', at: ONSET } }),
    ]);

    expect(machines.flatMap(kindsTold)).toEqual([]);
  });

  it.each(kinds)('is a flat line when a %s sensor shows its last value for ever', (kind) => {
    const readings = healthy(kind, 5);
    const frozen = readings[ONSET - 1]?.value ?? 0;
    const flat = spoilt(readings, (reading) => ({ ...reading, value: frozen }));

    expect(kindsTold(flat)).toEqual(['flat_line']);
    expect(delay(flat, 'flat_line')).toBeLessThan(40);
  });

  it('is a flat line as soon when its machine is switched off now and then', () => {
    const switched = healthy('current', 5).map((reading, index) =>
      index < ONSET && index % 100 > 84 ? { ...reading, value: 0 } : reading,
    );
    const frozen = healthy('current', 5)[ONSET - 1]?.value ?? 0;
    const flat = spoilt(switched, (reading) => ({ ...reading, value: frozen }));

    expect(delay(flat, 'flat_line')).toBeLessThan(40);
  });

  it('is stuck when the value lies at an end of the measuring range', () => {
    const stuck = spoilt(healthy('temperature', 6), (reading) => ({ ...reading, value: 400 }));

    expect(kindsTold(stuck)).toEqual(['stuck_at']);
  });

  it('is out of range at once when the value cannot be', () => {
    const wild = spoilt(healthy('temperature', 6), (reading, after) => ({
      ...reading,
      value: 410 + (after % 7),
    }));

    expect(delay(wild, 'out_of_range')).toBe(0);
  });

  it.each(kinds)('has spikes when single %s readings jump and come back', (kind) => {
    const spiky = spoilt(healthy(kind, 7), (reading, after) => ({
      ...reading,
      value: after % 7 === 3 ? 380 - (after % 5) : reading.value,
    }));

    expect(kindsTold(spiky)).toEqual(['spikes']);
    expect(delay(spiky, 'spikes')).toBeLessThan(60);
  });

  it('does not call one spike a fault', () => {
    const once = spoilt(healthy('current', 8), (reading, after) => ({
      ...reading,
      value: after === 100 ? 380 : reading.value,
    }));

    expect(kindsTold(once)).toEqual([]);
  });

  it('drops out when most readings do not come, and recovers', () => {
    const readings = spoilt(healthy('flow', 9), (reading, after) =>
      after < 400 && (after * 7) % 10 < 7 ? undefined : reading,
    );
    const faults = told(readings);

    expect(delay(readings, 'drop_outs')).toBeLessThan(40);
    expect([...new Set(faults.flat())]).toEqual(['drop_outs']);
    expect(faults.at(-1)).toEqual([]);
  });

  it('drops out for as long as readings come here and there', () => {
    const readings = spoilt(healthy('flow', 9), (reading, after) =>
      Math.abs(Math.sin(after * after)) < 0.85 ? undefined : reading,
    );
    const faults = told(readings);

    expect(faults.slice(ONSET + 20)).toEqual(faults.slice(ONSET + 20).map(() => ['drop_outs']));
    expect(faults.length).toBeGreaterThan(ONSET + 250);
  });

  it.each([2, 5, 15])('takes readings that come %i times as far apart for a new pace', (times) => {
    const readings = healthy('flow', 9);
    const start = readings[ONSET]?.atMs ?? 0;
    const slower = spoilt(readings, (reading, after) => ({
      ...reading,
      atMs: start + times * (reading.atMs - start) + (after % 3) * 100,
    }));
    const faults = told(slower);

    expect(faults.slice(0, ONSET).flat()).toEqual([]);
    expect(faults.slice(ONSET + 40).flat()).toEqual([]);
  });

  it('takes a long gap for a machine switched off', () => {
    const off = spoilt(healthy('flow', 10), (reading) => ({
      ...reading,
      atMs: reading.atMs + 8 * 3_600_000,
    }));

    expect(kindsTold(off)).toEqual([]);
  });

  it('has a clock fault when instants go back or lie ahead of their arrival', () => {
    const back = spoilt(healthy('flow', 11), (reading, after) => ({
      ...reading,
      atMs: after % 4 === 3 ? reading.atMs - 3_600_000 : reading.atMs,
    }));
    const ahead = spoilt(healthy('flow', 11), (reading) => ({
      ...reading,
      receivedAtMs: reading.atMs - 600_000,
    }));

    expect(kindsTold(back)).toContain('clock');
    expect(kindsTold(ahead)).toEqual(['clock']);
  });

  it('has no clock fault when what was stored comes after what is new', () => {
    const readings = healthy('flow', 13);
    const backfilled = [...readings.slice(2000), ...readings.slice(0, 2000)];

    expect(kindsTold(backfilled)).toEqual([]);
  });

  it('refuses the state of another version', () => {
    const foreign = Uint8Array.from(new SensorCondition().toBytes());
    foreign[0] = 0;

    expect(() => SensorCondition.fromBytes(foreign)).toThrow(ConditionStateUnreadable);
  });

  it('continues bit for bit from its stored state, wherever it was cut', () => {
    const readings = spoilt(healthy('pressure', 12), (reading, after) =>
      after % 3 === 0 ? undefined : { ...reading, value: after % 7 === 3 ? 380 : reading.value },
    );
    const whole = told(readings);

    fc.assert(
      fc.property(fc.integer({ min: 0, max: readings.length }), (cut) => {
        const before = new SensorCondition();
        told(readings.slice(0, cut), before);
        const after = SensorCondition.fromBytes(before.toBytes());
        return isDeepStrictEqual(told(readings.slice(cut), after), whole.slice(cut));
      }),
      { numRuns: 20 },
    );
    expect(new SensorCondition().toBytes().length).toBeLessThan(300);
  });
});
