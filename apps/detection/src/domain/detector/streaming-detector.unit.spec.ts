import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { plantSignal, type SignalKind } from './plant-signal.js';
import { DetectorStateUnreadable, StreamingDetector } from './streaming-detector.js';

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

    expect(bytes.length).toBeLessThanOrEqual(16 * 1024);
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
      ({ score, expected, parts }) =>
        !(score >= 0 && score < 1) ||
        (expected !== null && !(expected.low < expected.high)) ||
        !Object.values(parts).every((part) => Number.isFinite(part) && part >= 0),
    );

    expect(malformed).toEqual([]);
  });

  it('bears a signal that never moves', () => {
    const flat = Array.from({ length: 2000 }, (_, i) => ({ atMs: i * 2000, value: 42 }));

    expect(observed(new StreamingDetector(), flat).filter(({ score }) => score > 0)).toEqual([]);
  });
});
