import { isCorrective } from '../timeline/work-state.js';
import { scaled } from './decimal.js';
import type { History, Rates, Stretch, WorkHistory } from './history.js';
import { overlapMs, within } from './stretch.js';
import type { Sums } from './tally.js';

const MS_PER_HOUR = 3_600_000n;

/** Adds what work there was: it counts in the window in which it was completed. */
export function countWork(history: History, window: Stretch, sums: Sums): void {
  for (const work of history.work) {
    if (isOpenAt(work, window.to)) sums.backlog += 1n;
    if (work.completedAt === null || !within(window, work.completedAt)) continue;
    sums.completedWork += 1n;
    if (work.kind === 'corrective_immediate') sums.immediateRepairs += 1n;
    if (isCorrective(work.kind) && work.startedAt !== null) {
      sums.repairs += 1n;
      sums.repairMs += activeMs(work);
    }
    countCost(work, history.rates, sums);
  }
  for (const { dueAt, toleranceMs, doneAt } of history.occurrences) {
    if (!within(window, dueAt)) continue;
    sums.due += 1n;
    if (doneAt !== null && doneAt <= dueAt + toleranceMs) sums.doneInTime += 1n;
  }
}

function isOpenAt({ createdAt, completedAt, cancelledAt }: WorkHistory, at: number): boolean {
  const endedAt = completedAt ?? cancelledAt ?? Infinity;
  return createdAt !== null && createdAt < at && endedAt >= at;
}

/** From start to end without what was waited for. */
function activeMs({ startedAt, completedAt, holds = [] }: WorkHistory): bigint {
  if (startedAt === null || completedAt === null) return 0n;
  const whole = { from: startedAt, to: completedAt };
  return holds.reduce((left, hold) => left - overlapMs(whole, hold), overlapMs(whole, whole));
}

/** What was told of its cost; else its hours at the rate in force when it was completed. */
function countCost(work: WorkHistory, rates: readonly Rates[], sums: Sums): void {
  if (work.cost) {
    const { labour, parts, services } = work.cost;
    for (const amount of [labour, parts, services]) {
      sums.maintenanceCost += scaled(amount, 4) * MS_PER_HOUR;
    }
    return;
  }
  const rate = rates.findLast(({ from }) => from <= (work.completedAt ?? 0));
  if (!rate) {
    sums.unpricedWork += 1n;
    return;
  }
  sums.estimatedWork += 1n;
  sums.maintenanceCost += activeMs(work) * scaled(rate.labourPerHour, 4);
}
