import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { EquipmentDetector, EquipmentStateUnreadable } from './equipment-detector.js';

const SIGNALS = 4;
const FLOW = 1;

type Rows = readonly (readonly (number | undefined)[])[];

/** A pump: vibration, a regulated flow, a temperature that wanders, and a signal that never moves. */
function pump(seed: number, length: number, fault?: { at: number; until: number }): number[][] {
  let state = seed;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let temperature = 70;
  return Array.from({ length }, (_, row) => {
    temperature += 0.05 * normal();
    const faulty = fault !== undefined && row >= fault.at && row < fault.until;
    return [
      0.2 + 0.01 * normal(),
      32 + 0.4 * normal() - (faulty ? 1.6 : 0),
      temperature + 0.1 * normal(),
      1,
    ];
  });
}

const observed = (rows: Rows, detector = new EquipmentDetector(SIGNALS), from = 0) =>
  rows.map((values, row) => detector.observe((from + row) * 1000, values));

const alarms = (rows: Rows) => observed(rows).map(({ score }) => score >= 0.5);

const share = (said: readonly boolean[], from: number, until: number) =>
  said.slice(from, until).filter(Boolean).length / (until - from);

describe('scoring the signals of a machine together', () => {
  it.each([1, 2, 3, 4, 5])('is silent on a healthy machine that wanders (%i)', (seed) => {
    expect(share(alarms(pump(seed, 20_000)), 0, 20_000)).toBeLessThan(0.02);
  });

  it.each([11, 12, 13, 14, 15])(
    'speaks while a fault lasts, and then falls silent (%i)',
    (seed) => {
      const said = alarms(pump(seed, 2000, { at: 1000, until: 1400 }));

      expect(share(said, 1050, 1400)).toBeGreaterThan(0.9);
      expect(share(said, 1450, 2000)).toBeLessThan(0.1);
    },
  );

  it('gives the signal that is at fault the greatest share', () => {
    const [last] = observed(pump(21, 1200, { at: 1000, until: 1200 })).slice(-1);

    expect(last?.shares[FLOW]).toBeGreaterThan(0.8);
    expect(last?.shares.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
  });

  it('goes on judging after values that no sensor measures', () => {
    const rows = pump(23, 2000).map((values, row) =>
      row === 600 || row === 601 ? values.with(FLOW, 1.797e308) : values,
    );
    const seen = observed(rows);

    expect(seen.filter(({ score }) => !(score >= 0 && score <= 1))).toEqual([]);
    expect(seen[600]?.score).toBeGreaterThan(0.5);
  });

  it('says nothing while it learns', () => {
    const rows = observed(pump(22, 400, { at: 200, until: 400 }));

    expect(rows.every(({ score }) => score === 0)).toBe(true);
  });

  it('bears values that are missing and a signal that is away', () => {
    const rows = pump(23, 2000, { at: 1500, until: 2000 }).map((values, row) =>
      values.map((value, signal) => (signal === 0 || row % 3 === signal ? undefined : value)),
    );
    const said = alarms(rows);

    expect(share(said, 400, 1500)).toBeLessThan(0.02);
    expect(share(said, 1600, 2000)).toBeGreaterThan(0.9);
  });

  it('takes a gap, and the wandering within it, for no anomaly', () => {
    const before = pump(24, 3000);
    const after = pump(25, 1000).map(([a = 0, b = 0, c = 0, d = 0]) => [a, b, c + 6, d]);
    const detector = new EquipmentDetector(SIGNALS);
    observed(before, detector);
    const said = observed(after, detector, 3000 + 8 * 3600).map(({ score }) => score >= 0.5);

    expect(share(said, 0, 1000)).toBeLessThan(0.02);
  });

  it('DET-03: in the end takes a machine as it has become', () => {
    const said = alarms(pump(26, 100_000, { at: 1000, until: 100_000 }));

    expect(share(said, 1100, 1500)).toBe(1);
    expect(share(said, 95_000, 100_000)).toBeLessThan(0.05);
  });

  it('does not depend on the physical units', () => {
    const rows = pump(27, 1200, { at: 1000, until: 1200 });
    const scaled = rows.map((values) => values.map((value) => value * 1024 + 4096));
    const scores = (each: Rows) => observed(each).map(({ score }) => Math.round(score * 1000));

    expect(scores(scaled)).toEqual(scores(rows));
  });

  it('continues bit for bit from its stored state, wherever it was cut', () => {
    const rows = pump(28, 1400, { at: 1000, until: 1200 });
    const whole = observed(rows);

    fc.assert(
      fc.property(fc.integer({ min: 0, max: rows.length }), (cut) => {
        const before = new EquipmentDetector(SIGNALS);
        observed(rows.slice(0, cut), before);
        const after = EquipmentDetector.fromBytes(SIGNALS, before.toBytes());
        return isDeepStrictEqual(observed(rows.slice(cut), after, cut), whole.slice(cut));
      }),
      { numRuns: 20, examples: [[0], [1], [400], [1100]] },
    );
  });

  it('refuses the state of another machine or version', () => {
    const bytes = new EquipmentDetector(SIGNALS).toBytes();

    expect(() => EquipmentDetector.fromBytes(3, bytes)).toThrow(EquipmentStateUnreadable);
    expect(() =>
      EquipmentDetector.fromBytes(
        SIGNALS,
        bytes.map(() => 0),
      ),
    ).toThrow(EquipmentStateUnreadable);
  });
});
