import type { HoldReason } from '@libs/contracts';
import { isCorrective } from '../timeline/work-state.js';
import { scaled } from './decimal.js';
import type { History, Rates, Stretch, WorkHistory } from './history.js';
import { overlapMs, within } from './stretch.js';
import { add, type Sums } from './tally.js';

const MS_PER_HOUR = 3_600_000n;
const DAY_MS = 86_400_000;

/** Adds what work there was: it counts in the window in which it was completed. */
export function countWork(
  history: History,
  window: Stretch,
  sums: Sums,
  waiting: Map<HoldReason, bigint>,
): void {
  for (const work of history.work) {
    if (isOpenAt(work, window.to)) countBacklog(work, window.to, sums);
    countAttainment(work, window, sums);
    if (work.completedAt === null || !within(window, work.completedAt)) continue;
    sums.completedWork += 1n;
    sums.activeMs += activeMs(work);
    if (work.kind === 'corrective_immediate') sums.immediateRepairs += 1n;
    if (isCorrective(work.kind) && work.attendances.length > 0) countRepair(work, sums, waiting);
    countCost(work, history.rates, sums);
  }
  for (const { workOrderId, performedAt, cost } of history.records) {
    // What an order cost is counted with the order.
    if (workOrderId !== null || cost === null || !within(window, performedAt)) continue;
    sums.recordedWork += 1n;
    sums.maintenanceCost += scaled(cost, 4) * MS_PER_HOUR;
  }
}

function isOpenAt({ createdAt, completedAt, cancelledAt }: WorkHistory, at: number): boolean {
  const endedAt = completedAt ?? cancelledAt ?? Infinity;
  return createdAt !== null && createdAt < at && endedAt >= at;
}

function countBacklog({ createdAt, planned }: WorkHistory, at: number, sums: Sums): void {
  const age = at - (createdAt ?? at);
  sums.backlog += 1n;
  if (age > 7 * DAY_MS) sums.backlogOver7Days += 1n;
  if (age > 30 * DAY_MS) sums.backlogOver30Days += 1n;
  if (age > 90 * DAY_MS) sums.backlogOver90Days += 1n;
  if (planned) sums.backlogMs += BigInt(planned.to - planned.from);
  else sums.backlogUnplanned += 1n;
}

/** Work that was planned to end in the window, and whether it had been completed by then. */
function countAttainment(
  { planned, completedAt, cancelledAt }: WorkHistory,
  window: Stretch,
  sums: Sums,
) {
  if (!planned || cancelledAt !== null || !within(window, planned.to)) return;
  sums.planned += 1n;
  if (completedAt !== null && completedAt <= planned.to) sums.attained += 1n;
}

function countRepair(work: WorkHistory, sums: Sums, waiting: Map<HoldReason, bigint>): void {
  sums.repairs += 1n;
  sums.repairMs += activeMs(work);
  for (const hold of work.holds) add(waiting, hold.reason, attendedMs(work, hold));
}

/** From start to end without what was waited for. */
const activeMs = (work: WorkHistory): bigint =>
  work.holds.reduce(
    (left, hold) => left - attendedMs(work, hold),
    work.attendances.reduce((sum, { from, to }) => sum + BigInt((to ?? from) - from), 0n),
  );

/** How much of a stretch lies in time in which the work was under way. */
const attendedMs = ({ attendances }: WorkHistory, stretch: WorkHistory['holds'][number]): bigint =>
  attendances.reduce((sum, { from, to }) => sum + overlapMs({ from, to: to ?? from }, stretch), 0n);

/** What was told of its cost; else its hours at the rate in force when it was completed. */
function countCost(work: WorkHistory, rates: readonly Rates[], sums: Sums): void {
  if (work.cost) {
    const { labour, parts, services } = work.cost;
    sums.labourCost += scaled(labour, 4) * MS_PER_HOUR;
    sums.partsCost += scaled(parts, 4) * MS_PER_HOUR;
    sums.servicesCost += scaled(services, 4) * MS_PER_HOUR;
    sums.maintenanceCost += [labour, parts, services].reduce(
      (sum, amount) => sum + scaled(amount, 4) * MS_PER_HOUR,
      0n,
    );
    return;
  }
  const rate = rates.findLast(({ from }) => from <= (work.completedAt ?? 0));
  if (!rate) {
    sums.unpricedWork += 1n;
    return;
  }
  const estimated = activeMs(work) * scaled(rate.labourPerHour, 4);
  sums.estimatedWork += 1n;
  sums.labourCost += estimated;
  sums.maintenanceCost += estimated;
}
