import type { DetectorState } from './detector-state.js';

const BINS = 96;
const BINS_PER_OCTAVE = 2;
const HALF_LIFE_READINGS = 10_000;
const TAIL_SHARE = 0.02;
const GROWTH = 2 ** (1 / HALF_LIFE_READINGS);
const HIGHEST_WEIGHT = 1e12;

/**
 * How rare a deviation is among the sensor's own past deviations, in powers of ten.
 * A fading histogram on a logarithmic axis around 1; beyond its upper two per cent a Pareto tail is
 * fitted, no shorter than `flattest` bins.
 */
export class OwnHistoryTail {
  private readonly at;
  private readonly counts;
  /** Nothing was ever counted above this bin; -1 where nothing was counted at all. */
  private highest: number;

  constructor(
    state: DetectorState,
    private readonly warmUp: number,
    private readonly flattest = 0.25,
  ) {
    this.at = state.numbers({ seen: 0, total: 0, weight: 1 });
    this.counts = state.array(BINS);
    this.highest = this.counts.findLastIndex((count) => count > 0);
  }

  /** The rarity of this deviation before it is learnt. */
  observe(deviation: number): number {
    const position = positionOf(deviation);
    const bin = binAt(position);
    const rarity = this.at.seen < this.warmUp ? 0 : this.rarityAt(position, bin);
    this.count(bin);
    return rarity;
  }

  /** 0 while there is too little history. */
  rarityOf(deviation: number): number {
    if (this.at.seen < this.warmUp) return 0;
    const position = positionOf(deviation);
    return this.rarityAt(position, binAt(position));
  }

  private rarityAt(position: number, bin: number): number {
    const { counts, highest } = this;
    const { total, weight } = this.at;
    const wanted = Math.max(TAIL_SHARE * total, 5 * weight);
    let tail = 0;
    let moment = 0;
    let edge = Math.max(1, highest + 1);
    for (let count = counts[edge - 1] ?? 0; edge > 1 && tail + count < wanted;) {
      edge--;
      tail += count;
      moment += count * (edge + 0.5);
      count = counts[edge - 1] ?? 0;
    }
    if (position > edge) {
      const slope = Math.max(tail > 0 ? moment / tail - edge : 0, this.flattest);
      return (position - edge) / slope / Math.LN10 - Math.log10((tail + weight) / (total + weight));
    }
    let beyond = (counts[bin] ?? 0) * (1 - Math.max(0, position - bin));
    for (let i = bin + 1; i <= highest; i++) beyond += counts[i] ?? 0;
    return -Math.log10((beyond + weight) / (total + weight));
  }

  learn(deviation: number): void {
    this.count(binAt(positionOf(deviation)));
  }

  private count(bin: number): void {
    const { at, counts } = this;
    if (bin > this.highest) this.highest = bin;
    at.seen++;
    at.weight *= GROWTH;
    at.total += at.weight;
    counts[bin] = (counts[bin] ?? 0) + at.weight;
    if (at.weight > HIGHEST_WEIGHT) this.rescale();
  }

  private rescale(): void {
    const { at, counts } = this;
    for (let i = 0; i < BINS; i++) counts[i] = (counts[i] ?? 0) / at.weight;
    at.total /= at.weight;
    at.weight = 1;
  }
}

const positionOf = (deviation: number): number =>
  deviation > 0 ? Math.log2(deviation) * BINS_PER_OCTAVE + BINS / 2 : Number.NEGATIVE_INFINITY;

const binAt = (position: number): number =>
  position < 0 ? 0 : position < BINS ? Math.floor(position) : BINS - 1;
