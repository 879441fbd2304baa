import { parseTimestamp } from './timestamp.js';

/** Where a row says when it was measured: in one column, or the day in one and the time of day in another. */
export interface InstantPlace {
  readonly timestampColumn: number;
  readonly clockColumn: number | undefined;
}

/** Whether 05/11/2026 is in May or November, and whether the file tells. */
export interface DateOrder {
  readonly monthFirst: boolean;
  readonly settled: boolean;
}

const clock = /^\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(\s?[ap]m)?(\s?(Z|[+-]\d{2}(:?\d{2})?))?$/i;
const eitherOrder = /^(\d{1,2})([/-])(\d{1,2})\2\d{4}/;

export const isBareDate = (cell: string): boolean => !/[:\s]/.test(cell) && /[./-]/.test(cell);

export const isClock = (cell: string): boolean => clock.test(cell);

/** A row's instant as it stands in the file. */
export function writtenInstant(
  cells: readonly string[],
  { timestampColumn, clockColumn }: InstantPlace,
): string {
  const written = cells[timestampColumn] ?? '';
  return clockColumn === undefined ? written : `${written} ${cells[clockColumn] ?? ''}`.trim();
}

/** A day above 12 settles the order; where there is none, the dates that lie closer together are likelier. */
export function dateOrderOf(instants: readonly string[]): DateOrder {
  const dates = instants.flatMap((instant) => {
    const match = eitherOrder.exec(instant);
    return match ? [{ first: Number(match[1]), second: Number(match[3]) }] : [];
  });
  const monthFirst = dates.some(({ second }) => second > 12);
  const dayFirst = dates.some(({ first }) => first > 12);
  if (dates.length === 0 || monthFirst !== dayFirst) return { monthFirst, settled: true };
  return { monthFirst: span(instants, true) < span(instants, false), settled: false };
}

/** What people are told where the file did not settle it. */
export const noteOn = ({ monthFirst, settled }: DateOrder): readonly string[] =>
  settled
    ? []
    : [
        `no day above 12 tells it, so the ${monthFirst ? 'month' : 'day'} is taken to come first in dates`,
      ];

/** Whether the head of a file goes back in time with every step. */
export const goesBack = (instants: readonly number[]): boolean =>
  steps(instants).every((step) => step <= 0) && steps(instants).some((step) => step < 0);

/** Usual time between two rows, milliseconds. */
export function usualPeriod(instants: readonly number[]): number {
  const taken = steps(instants)
    .map(Math.abs)
    .filter((step) => step > 0)
    .sort((a, b) => a - b);
  return Math.max(1, taken[Math.floor(taken.length / 2)] ?? 1000);
}

const steps = (instants: readonly number[]): number[] =>
  instants.slice(1).map((at, index) => at - (instants[index] ?? at));

function span(instants: readonly string[], monthFirst: boolean): number {
  const read = instants.flatMap((instant) => parseTimestamp(instant, monthFirst) ?? []);
  return (
    read.reduce((a, b) => Math.max(a, b), -Infinity) -
    read.reduce((a, b) => Math.min(a, b), Infinity)
  );
}
