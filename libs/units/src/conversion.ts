import { unitCodeOf } from '@libs/contracts';
import { ucum } from './ucum.js';

/** Says a value in another unit. */
export type Convert = (value: number) => number;

/** Beyond them a product of factors shows its rounding: 100 Cel would be 211.99999999999994 [degF]. */
const DIGITS = 12;

/** How values go from one unit to another; undefined where they measure different things. */
export async function conversion(from: string, to: string): Promise<Convert | undefined> {
  const units = await ucum();
  const source = units.getSpecifiedUnit(unitCodeOf(from), 'validate').unit;
  const target = units.getSpecifiedUnit(unitCodeOf(to), 'validate').unit;
  if (!source || !target) return undefined;
  const convert = (value: number): number =>
    Number(target.convertFrom(value, source).toPrecision(DIGITS));
  try {
    convert(1);
  } catch {
    return undefined;
  }
  return unitCodeOf(from) === unitCodeOf(to) ? (value) => value : convert;
}
