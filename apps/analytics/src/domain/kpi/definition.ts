import type { Quantity } from './quantity.js';
import type { Tally } from './tally.js';

/** What a key figure is made of in one window. */
export interface Parts {
  readonly numerator: Quantity;
  /** None: the numerator is the figure. */
  readonly denominator?: Quantity;
  readonly counts?: readonly Quantity[];
  readonly breakdown?: readonly Quantity[];
  /** Why there can be no value, although there is something to divide by. */
  readonly missing?: string | undefined;
  /** What is known of it where there is no value. */
  readonly lowerBound?: string | undefined;
  readonly notes?: readonly string[];
}

/** What a key figure meant before. */
export interface FormerMeaning {
  readonly version: number;
  readonly formula: string;
}

/** One key figure: what it means, and how it follows from a tally. */
export interface Definition {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly formula: string;
  /** The newest first. */
  readonly former?: readonly FormerMeaning[];
  readonly unit: string;
  readonly standard: string;
  readonly places: number;
  /** It takes what meters show, which has to be asked for. */
  readonly needsMeters?: true;
  /** Why there is no value when there is nothing to divide by. */
  readonly empty: string;
  parts(tally: Tally): Parts;
}
