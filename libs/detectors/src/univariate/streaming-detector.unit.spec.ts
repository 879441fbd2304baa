import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { plantSignal, type SignalKind } from '@libs/testing';
import { ANOMALY_SCORE, DetectorStateUnreadable, StreamingDetector } from './streaming-detector.js';

const kinds: SignalKind[] = ['vibration', 'temperature', 'current', 'pressure', 'flow'];
const signal = plantSignal({ kind: 'current', seed: 7, length: 2400 });

const observed = (detector: StreamingDetector, readings: typeof signal) =>
  readings.map(({ atMs, value }) => detector.observe(atMs, value));

describe('scoring a sensor by its own history', () => {
  it('gives the same scores in every run', () => {
    expect(observed(new StreamingDetector(), signal)).toEqual(
      observed(new StreamingDetector(), signal),
    );
  });

  it('gives the first half the same scores whether or not the second half follows', () => {
    const faulty = plantSignal({
      kind: 'current',
      seed: 7,
      length: 2400,
      fault: { kind: 'doubling', at: 1200 },
    });

    const whole = observed(new StreamingDetector(), faulty);
    const half = observed(new StreamingDetector(), signal.slice(0, 1200));

    expect(whole.slice(0, 1200)).toEqual(half);
    expect(whole.slice(1200)).not.toEqual(observed(new StreamingDetector(), signal).slice(1200));
  });

  it('continues bit for bit from its stored state, wherever it was cut', () => {
    const whole = observed(new StreamingDetector(), signal);

    fc.assert(
      fc.property(fc.integer({ min: 0, max: signal.length }), (cut) => {
        const before = new StreamingDetector();
        observed(before, signal.slice(0, cut));
        const after = StreamingDetector.fromBytes(before.toBytes());
        return isDeepStrictEqual(observed(after, signal.slice(cut)), whole.slice(cut));
      }),
      { numRuns: 20, examples: [[0], [1], [2], [299], [1001], [2400]] },
    );
  });

  it('stores the same bytes again after it was restored', () => {
    const detector = new StreamingDetector();
    observed(detector, signal);
    const bytes = detector.toBytes();

    expect(bytes.length).toBeLessThanOrEqual(8 * 1024);
    expect(StreamingDetector.fromBytes(bytes).toBytes()).toEqual(bytes);
  });

  it('refuses the state of another version and a state cut short', () => {
    const bytes = new StreamingDetector().toBytes();
    const foreign = Uint8Array.from(bytes);
    foreign[0] = 0;

    expect(() => StreamingDetector.fromBytes(foreign)).toThrow(DetectorStateUnreadable);
    expect(() => StreamingDetector.fromBytes(bytes.slice(0, -1))).toThrow(DetectorStateUnreadable);
    expect(() => StreamingDetector.fromBytes(new Uint8Array())).toThrow(DetectorStateUnreadable);
  });

  it('scores nothing and expects nothing before it has seen 300 readings', () => {
    const early = plantSignal({
      kind: 'pressure',
      seed: 3,
      length: 600,
      fault: { kind: 'doubling', at: 150 },
    });

    const observations = observed(new StreamingDetector(), early);
    const cold = observations.slice(0, 300);

    expect(cold.filter(({ score, expected }) => score > 0 || expected)).toEqual([]);
    expect(observations.slice(300).every(({ expected }) => expected !== null)).toBe(true);
  });

  it.each(kinds)('keeps scores and bands of %s well-formed', (kind) => {
    const readings = plantSignal({ kind, seed: 11, length: 3000 });

    const malformed = observed(new StreamingDetector(), readings).filter(
      ({ score, sustained, expected, parts }) =>
        !(score >= 0 && score < 1 && sustained >= 0 && sustained < 1) ||
        (expected !== null && !(expected.low < expected.high)) ||
        !Object.values(parts).every((part) => Number.isFinite(part) && part >= 0),
    );

    expect(malformed).toEqual([]);
  });

  it('bears a signal that never moves', () => {
    const flat = Array.from({ length: 2000 }, (_, i) => ({ atMs: i * 2000, value: 42 }));

    expect(observed(new StreamingDetector(), flat).filter(({ score }) => score > 0)).toEqual([]);
  });

  it.each([3.4e38, -1e160, 1.797e308])('goes on judging after a value of %d', (garbage) => {
    const faulty = plantSignal({
      kind: 'current',
      seed: 7,
      length: 3600,
      fault: { kind: 'doubling', at: 3000 },
    }).map((reading, row) => (row === 1501 ? { ...reading, value: garbage } : reading));

    const seen = observed(new StreamingDetector(), faulty);

    expect(seen.filter(({ score, sustained }) => !(score < 1 && sustained < 1))).toEqual([]);
    expect(Math.max(...seen.slice(1500, 1510).map(({ score }) => score))).toBeGreaterThan(0.5);
    expect(Math.max(...seen.slice(3000).map(({ score }) => score))).toBeGreaterThan(0.5);
  });

  it('DET-03: takes days of rest, once it has met them, for no anomaly', () => {
    const noise = plantSignal({ kind: 'pressure', seed: 13, length: 8064 });
    const shift = (row: number) => Math.floor(row / 6) % 24 >= 7 && Math.floor(row / 6) % 24 < 19;
    const weeks = noise.map(({ value }, row) => {
      const runs = Math.floor(row / 144) % 7 < 5 && shift(row);
      return { atMs: row * 600_000, value: (runs ? 50 : 20) + value };
    });

    const later = observed(new StreamingDetector(), weeks).slice(2 * 7 * 144);

    expect(later.filter(({ score }) => score >= ANOMALY_SCORE).length).toBeLessThanOrEqual(6);
    expect(later.filter(({ sustained }) => sustained >= 0.5)).toEqual([]);
  });

  it('does not depend on the physical unit', () => {
    const scores = (factor: number) =>
      observed(
        new StreamingDetector(),
        signal.map(({ atMs, value }) => ({ atMs, value: value * factor })),
      ).map(({ score }) => Math.round(score * 1000));

    expect(scores(1024)).toEqual(scores(1));
  });

  it('tells a moment from what lasts', () => {
    const doubled = plantSignal({
      kind: 'current',
      seed: 7,
      length: 3600,
      fault: { kind: 'doubling', at: 3000 },
    });
    const before = observed(new StreamingDetector(), doubled).slice(2000, 3000);
    const after = observed(new StreamingDetector(), doubled).slice(3000);

    expect(before.filter(({ sustained }) => sustained >= 0.5)).toEqual([]);
    expect(after.filter(({ sustained }) => sustained >= 0.5).length).toBeGreaterThan(100);
    expect(after.filter(({ score }) => score >= ANOMALY_SCORE).length).toBeLessThan(20);
  });
});
