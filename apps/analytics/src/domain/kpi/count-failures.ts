import type { Span } from '../timeline/timeline.js';
import type { CaseHistory, History, Stretch } from './history.js';
import { within } from './stretch.js';
import type { Sums } from './tally.js';

/** An unplanned standstill as a whole; it may be several spans. */
interface Failure {
  readonly failedAt: number;
  /** Null while the machine is still down. */
  readonly endedAt: number | null;
  /** What was removed while it was down was not restored. */
  readonly isRestored: boolean;
}

/** Adds standstills in the window in which they begin, restorations in the one in which they end. */
export function countFailures(history: History, window: Stretch, sums: Sums): void {
  for (const failure of failuresIn(history.spans)) {
    const { failedAt, endedAt, isRestored } = failure;
    if (within(window, failedAt)) {
      sums.failures += 1n;
      if (isRecorded(failure, history)) countRecorded(failedAt, history.cases, sums);
    }
    if (failedAt >= window.to) continue;
    if (endedAt !== null && within(window, endedAt)) {
      if (!isRestored) continue;
      sums.restored += 1n;
      sums.restoreMs += BigInt(endedAt - failedAt);
    } else if (endedAt === null || endedAt >= window.to) {
      sums.stillDown += 1n;
    }
  }
}

function countRecorded(failedAt: number, cases: readonly CaseHistory[], sums: Sums): void {
  sums.recordedFailures += 1n;
  const foreseenAt = warningOf(failedAt, cases);
  if (foreseenAt === null) return;
  sums.foreseen += 1n;
  sums.leadMs += BigInt(failedAt - foreseenAt);
}

function failuresIn(spans: readonly Span[]): Failure[] {
  return spans.flatMap(({ state, to, failedAt }, index) => {
    const next = spans[index + 1];
    const goesOn = next?.state === 'unscheduled_down' && next.from === to;
    const isLast = state === 'unscheduled_down' && !goesOn;
    return isLast && failedAt !== null
      ? [{ failedAt, endedAt: to, isRestored: next !== undefined }]
      : [];
  });
}

/** Whether a record says what failed: one of work during the standstill, or written within it. */
function isRecorded({ failedAt, endedAt }: Failure, { records, work }: History): boolean {
  const until = endedAt ?? Infinity;
  return records.some(({ workOrderId, performedAt, isFailure }) => {
    if (!isFailure) return false;
    const attended = work.find(({ id }) => id === workOrderId)?.attendances ?? [];
    return (
      (failedAt <= performedAt && performedAt <= until) ||
      attended.some(({ from, to }) => from < until && failedAt < (to ?? Infinity))
    );
  });
}

/** Since when the machine's case had warned, if one was open when it failed. */
function warningOf(failedAt: number, cases: readonly CaseHistory[]): number | null {
  const open = cases.filter(
    ({ openedAt, endedAt }) => openedAt < failedAt && (endedAt === null || failedAt <= endedAt),
  );
  return open.length === 0 ? null : Math.min(...open.map(({ openedAt }) => openedAt));
}
