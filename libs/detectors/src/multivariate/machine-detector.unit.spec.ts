import { isDeepStrictEqual } from 'node:util';
import { MACHINE_SIGNALS, plantMachine, type Leak } from '@libs/testing';
import {
  MachineDetector,
  MachineStateUnreadable,
  type MachineObservation,
} from './machine-detector.js';

const SIGNALS = MACHINE_SIGNALS.length;
const LENGTH = 16_000;
const LEAK: Leak = { from: 14_000, until: 14_300 };

const observed = (
  rows: readonly (readonly number[])[],
  detector = MachineDetector.of(SIGNALS),
  from = 0,
): MachineObservation[] => rows.map((values, row) => detector.observe((from + row) * 2000, values));

const told = (seen: readonly MachineObservation[]): number[] =>
  seen.flatMap(({ sustained }, row) => (sustained >= 0.5 ? [row] : []));

describe('a running machine', () => {
  it.each([1, 2, 3])('DET-01: is silent while only its load changes (%i)', (seed) => {
    expect(told(observed(plantMachine(seed, LENGTH)))).toEqual([]);
  });

  it.each([4, 5, 6])('DET-01: is told of when its signals no longer go together (%i)', (seed) => {
    const seen = observed(plantMachine(seed, LENGTH, LEAK));
    const rows = told(seen);

    expect(rows[0]).toBeGreaterThanOrEqual(LEAK.from);
    expect(rows[0]).toBeLessThan(LEAK.from + 100);
    const { shares = [] } = seen[rows[0] ?? 0] ?? {};
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    const atFault = (shares[2] ?? 0) + (shares[3] ?? 0);
    expect(atFault).toBeGreaterThan(0.5);
  });

  it('goes on judging after values that no sensor measures', () => {
    const rows = plantMachine(9, LENGTH).map((values, row) =>
      row >= 12_000 && row < 12_005 ? values.with(1, 1.797e308) : values,
    );
    const seen = observed(rows);

    expect(seen.filter(({ sustained }) => !(sustained >= 0 && sustained <= 1))).toEqual([]);
  });

  it('says nothing for its first 10 000 rows', () => {
    const seen = observed(plantMachine(7, 10_000, { from: 9_000, until: 10_000 }));

    expect(seen.every(({ sustained, mature }) => sustained === 0 && !mature)).toBe(true);
  });

  it('explains a signal while all go together, and not while they do not or are old', () => {
    const detector = MachineDetector.of(SIGNALS);
    const rows = plantMachine(8, LENGTH, LEAK);
    observed(rows.slice(0, LEAK.from), detector);
    const last = (LEAK.from - 1) * 2000;

    expect(detector.explains(2, last + 2000)).toBe(true);
    expect(detector.explains(2, last + 3_600_000)).toBe(false);
    observed(rows.slice(LEAK.from, LEAK.from + 100), detector, LEAK.from);
    expect(detector.explains(2, last + 200_000)).toBe(false);
  });

  it('runs itself in after a gap', () => {
    const detector = MachineDetector.of(SIGNALS);
    const rows = plantMachine(9, LENGTH, { from: 12_000, until: 12_300 });
    observed(rows.slice(0, 12_000), detector);

    expect(told(observed(rows.slice(12_000, 12_300), detector, 100_000))).toEqual([]);
  });

  it('continues bit for bit from its stored state, wherever it was cut', () => {
    const rows = plantMachine(10, 10_400, { from: 10_100, until: 10_300 });
    const whole = observed(rows);

    for (const cut of [0, 1, 99, 100, 101, 150, 3_000, 10_000, 10_150, 10_399]) {
      const before = MachineDetector.of(SIGNALS);
      observed(rows.slice(0, cut), before);
      const after = MachineDetector.fromBytes(SIGNALS, before.toBytes());
      const rest = observed(rows.slice(cut), after, cut);

      expect(isDeepStrictEqual(rest, whole.slice(cut))).toBe(true);
    }
  });

  it('refuses the state of another version or of other signals', () => {
    const bytes = Uint8Array.from(MachineDetector.of(SIGNALS).toBytes());

    expect(() => MachineDetector.fromBytes(SIGNALS + 1, bytes)).toThrow(MachineStateUnreadable);
    bytes[0] = 0;
    expect(() => MachineDetector.fromBytes(SIGNALS, bytes)).toThrow(MachineStateUnreadable);
  });

  it('needs less than 1 KB for each signal of six, and 2 KB for each of sixteen', () => {
    expect(MachineDetector.of(6).toBytes().length).toBeLessThan(6 * 1024);
    expect(MachineDetector.of(16).toBytes().length).toBeLessThan(16 * 2048);
  });
});
