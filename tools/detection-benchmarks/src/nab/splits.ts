import { sequence } from '../chance.js';
import { fitThreshold, type Profile, scoreAt, type ScoredFile } from './score.js';

export interface Spread {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** The threshold chosen on one half of the files and scored on the other, both ways, repeatedly. */
export function scoreAcrossSplits(
  files: readonly ScoredFile[],
  profile: Profile,
  splits: number,
): Spread {
  const random = sequence();
  const reached = Array.from({ length: splits }, () => {
    const order = files
      .map((file) => ({ file, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ file }) => file);
    const half = Math.floor(order.length / 2);
    const [one, other] = [order.slice(0, half), order.slice(half)];
    return [
      scoreAt(other, profile, fitThreshold(one, profile).threshold).score,
      scoreAt(one, profile, fitThreshold(other, profile).threshold).score,
    ];
  });
  return spreadOf(reached.flat());
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), lowerQuartile: at(0.25), upperQuartile: at(0.75) };
}
