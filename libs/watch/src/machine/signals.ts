import type { Contributor } from '../episodes/happening.js';

/** A continuous signal of a machine, and its last value. */
export interface Signal {
  readonly sensorId: string;
  readonly key: string;
  readonly unit: string;
  readonly held: number;
  /** What it measures, without the place at which it does: bearing-temperature-2 → bearing-temperature. */
  readonly quantity: string;
}

/** A sensor as it is met. */
export type MetSensor = Pick<Signal, 'sensorId' | 'key' | 'unit'>;

export interface SavedSignal {
  sensorId: string;
  key: string;
  unit: string;
  held: number | null;
  /** While the pace is being found: how many readings, over what time. */
  readings: number;
  firstMs: number;
  lastMs: number;
  /** Rows since its last value, and how many that usually are. */
  silent: number;
  usualGap: number;
}

const MOST_SIGNALS = 16;
const FEWEST_SIGNALS = 2;
const READINGS_TO_FIND_PACE = 100;
const GAP_RATE = 1 / 20;
const ROWS_STALE = 10;
const TIMES_USUAL_GAP = 4;
/** A signal that has been away for so long does not belong to the machine any more. */
const ROWS_GONE = 2000;
const PERIODS_MS = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 300_000];
const LONGEST_PERIOD_MS = 900_000;
const PLACE = /[-_]?\d+$|[-_](?:[a-z]|de|nde)$/;

const quantityOf = ({ key, unit }: MetSensor): string => `${key.replace(PLACE, '')} ${unit}`;

/** The signals of a machine in the order in which they were first heard, and what each said last. */
export class Signals {
  private signals: SavedSignal[] = [];
  private places: ReadonlyMap<string, number> = new Map();
  private quantities: readonly string[] = [];
  /** Whether two of them measure the same. */
  hasPeers = false;

  constructor(saved: readonly SavedSignal[] = []) {
    this.know(saved.map((signal) => ({ ...signal })));
  }

  get count(): number {
    return this.signals.length;
  }

  toSaved(): SavedSignal[] {
    return this.signals.map((signal) => ({ ...signal }));
  }

  at(place: number): Signal | undefined {
    const found = this.signals[place];
    if (!found) return undefined;
    const { sensorId, key, unit, held } = found;
    return { sensorId, key, unit, held: held ?? 0, quantity: this.quantities[place] ?? '' };
  }

  find(sensorId: string | undefined): Signal | undefined {
    return sensorId === undefined ? undefined : this.at(this.placeOf(sensorId));
  }

  /** -1 for what is no signal of its rows. */
  placeOf(sensorId: string): number {
    return this.places.get(sensorId) ?? -1;
  }

  /** The place of a signal; null when it is new, so that rows from before do not have it. */
  meet({ sensorId, key, unit }: MetSensor, atMs: number): number | null {
    const place = this.placeOf(sensorId);
    const known = this.signals[place];
    if (known) {
      if (known.readings === 0) known.firstMs = atMs;
      known.readings++;
      known.lastMs = atMs;
      return place;
    }
    if (this.count >= MOST_SIGNALS) return -1;
    const nothing = {
      held: null,
      readings: 1,
      firstMs: atMs,
      lastMs: atMs,
      silent: 0,
      usualGap: 1,
    };
    this.know([...this.signals, { sensorId, key, unit, ...nothing }]);
    return null;
  }

  /** The period of rows: the middle of the signals' own; null until that is known. */
  periodMs(): number | null {
    if (this.count < FEWEST_SIGNALS) return null;
    const heard = this.signals.filter(({ readings }) => readings > 1);
    const longest = Math.max(0, ...heard.map(({ readings }) => readings));
    if (longest < READINGS_TO_FIND_PACE) return null;
    const paces = heard.map(({ readings, firstMs, lastMs }) => (lastMs - firstMs) / (readings - 1));
    const middle = paces.sort((a, b) => a - b)[Math.floor((paces.length - 1) / 2)] ?? 0;
    // A little less than a step counts as that step: clocks are never exact.
    return PERIODS_MS.find((period) => middle <= 1.05 * period) ?? LONGEST_PERIOD_MS;
  }

  /** Whoever stays is counted anew; whoever is gone is left out. */
  countAnew(): void {
    const staying = this.signals.filter(({ silent }) => silent <= ROWS_GONE);
    this.know(staying.map((signal) => ({ ...signal, readings: 0, silent: 0, usualGap: 1 })));
  }

  private know(signals: SavedSignal[]): void {
    this.signals = signals;
    this.places = new Map(signals.map(({ sensorId }, place) => [sensorId, place]));
    this.quantities = signals.map(quantityOf);
    this.hasPeers = new Set(this.quantities).size < signals.length;
  }

  /** A full row with the last value of whoever did not speak just now, where that is not too old and nobody is doubted. */
  take(
    values: readonly (number | undefined)[],
    doubted: (sensorId: string) => boolean,
  ): number[] | 'incomplete' | 'silent' {
    let complete = true;
    let gone = false;
    this.signals.forEach((signal, place) => {
      const value = values[place];
      const believed = !doubted(signal.sensorId);
      if (value === undefined || !believed) signal.silent++;
      else {
        signal.usualGap += GAP_RATE * (signal.silent + 1 - signal.usualGap);
        signal.held = value;
        signal.silent = 0;
      }
      const stale = signal.silent > ROWS_STALE + TIMES_USUAL_GAP * signal.usualGap;
      complete &&= believed && signal.held !== null && !stale;
      gone ||= signal.silent > ROWS_GONE;
    });
    if (gone) return 'silent';
    return complete ? this.signals.map(({ held }) => held ?? 0) : 'incomplete';
  }

  /** Who contributed, the most first. */
  contributors(shares: readonly number[]): Contributor[] {
    return this.signals
      .map(({ sensorId, key }, place) => ({ sensorId, key, share: shares[place] ?? 0 }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share);
  }
}
