import type { KpiFigure } from '@libs/contracts';
import { quotient } from './decimal.js';

/** An exact amount: `raw / per` of a unit, written with so many places. */
export interface Quantity {
  readonly name: string;
  readonly unit: string;
  readonly raw: bigint;
  readonly per: bigint;
  readonly places: number;
}

export const MS_PER_HOUR = 3_600_000n;

export const hours = (name: string, ms: bigint): Quantity => ({
  ...{ name, unit: 'h', raw: ms },
  ...{ per: MS_PER_HOUR, places: 6 },
});
export const count = (name: string, raw: bigint): Quantity => ({
  ...{ name, unit: '1', raw },
  ...{ per: 1n, places: 0 },
});
/** Ten-thousandths, times the ms of an hour: amounts per hour and amounts add up exactly. */
export const money = (name: string, raw: bigint): Quantity => ({
  ...{ name, unit: 'money', raw },
  ...{ per: 10_000n * MS_PER_HOUR, places: 2 },
});
/** Millionths of a kWh. */
export const energy = (name: string, raw: bigint): Quantity => ({
  ...{ name, unit: 'kWh', raw },
  ...{ per: 1_000_000n, places: 4 },
});

export const figure = ({ name, unit, raw, per, places }: Quantity): KpiFigure => ({
  name,
  value: quotient(raw, per, places),
  unit,
});

/** One exact amount by another; never called with nothing to divide by. */
export const divided = (numerator: Quantity, denominator: Quantity, places: number): string =>
  quotient(numerator.raw * denominator.per, numerator.per * denominator.raw, places);
