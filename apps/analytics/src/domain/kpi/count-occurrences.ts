import type { Occurrence, Stretch } from './history.js';
import { within } from './stretch.js';
import type { Sums } from './tally.js';

/** Adds preventive jobs: each counts in the window in which it was due, whenever it was done. */
export function countOccurrences(
  occurrences: readonly Occurrence[],
  window: Stretch,
  now: number,
  sums: Sums,
): void {
  for (const { dueAt, toleranceMs, doneAt, end = null } of occurrences) {
    if (!within(window, dueAt)) continue;
    // What another occurrence took in was not due by itself.
    if (doneAt === null && end === 'merged') {
      sums.mergedOccurrences += 1n;
      continue;
    }
    // Nor is there anything left to be done of what went with its plan or machine.
    if (doneAt === null && end === 'withdrawn') {
      sums.withdrawnOccurrences += 1n;
      continue;
    }
    if (doneAt === null && end === null && now <= dueAt + toleranceMs) {
      sums.stillInTime += 1n;
      continue;
    }
    sums.due += 1n;
    if (doneAt === null) {
      if (end === 'skipped') sums.skippedOccurrences += 1n;
    } else if (doneAt > dueAt + toleranceMs) {
      sums.doneLate += 1n;
    } else {
      sums.doneInTime += 1n;
      if (doneAt < dueAt - toleranceMs) sums.doneEarly += 1n;
    }
  }
}
