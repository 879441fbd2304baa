import { ANOMALY_SCORE, StreamingDetector } from '@libs/detectors';
import { plantSignal, type SignalKind } from '@libs/testing';
import { scorerOf } from './scorer.js';

const STUCK_AT = 2000;
const STUCK_FOR = 400;
const kinds: readonly SignalKind[] = ['vibration', 'temperature', 'current', 'pressure', 'flow'];
type Signal = ReturnType<typeof plantSignal>;

const scored = (signal: Signal) => {
  const score = scorerOf(1);
  return signal.map(({ atMs, value }) => score(atMs, [value]));
};
const alarmsOf = (scores: readonly (number | null)[]) =>
  scores.flatMap((score, row) => ((score ?? 0) >= ANOMALY_SCORE ? [row] : []));

/** The signal, stuck for a while at what it showed then, or at a value. */
const stuck = (signal: Signal, at?: number): Signal =>
  signal.map((reading, row) => {
    const isStuck = row >= STUCK_AT && row < STUCK_AT + STUCK_FOR;
    return isStuck ? { ...reading, value: at ?? signal[STUCK_AT]?.value ?? 0 } : reading;
  });

describe('scoring a flat line', () => {
  it.each(kinds)(
    'DET-01: finds one of a noisy %s, in the row where it begins to be one',
    (kind) => {
      for (let seed = 1; seed <= 6; seed += 1) {
        const alarms = alarmsOf(scored(stuck(plantSignal({ kind, seed, length: 3000 }))));

        expect(alarms).toContain(STUCK_AT + 19);
        expect(alarms.filter((row) => row > STUCK_AT + 19 && row < STUCK_AT + STUCK_FOR)).toEqual(
          [],
        );
      }
    },
  );

  it('scores sound signals by their moments alone', () => {
    for (const kind of kinds) {
      const signal = plantSignal({ kind, seed: 9, length: 3000 });
      const live = new StreamingDetector();

      expect(scored(signal)).toEqual(
        signal.map(({ atMs, value }) => live.observe(atMs, value).score),
      );
    }
  });

  it('takes a machine that stands and shows nothing for no fault', () => {
    const standing = stuck(plantSignal({ kind: 'flow', seed: 3, length: 3000 }), 0);
    const live = new StreamingDetector();

    expect(scored(standing)).toEqual(
      standing.map(({ atMs, value }) => live.observe(atMs, value).score),
    );
  });
});
