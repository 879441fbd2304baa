import type { HoldReason } from '@libs/contracts';

/** What may happen to a work order that matters to a machine's time. */
export type WorkStepKind =
  'started' | 'held' | 'resumed' | 'completed' | 'sent_back' | 'reopened' | 'cancelled';

/** One step of a work order's life, at an instant in ms. */
export interface WorkStep {
  readonly id: string;
  readonly step: WorkStepKind;
  readonly at: number;
  readonly holdReason?: HoldReason | null;
  /** Of a completion: when the machine could do its work again. */
  readonly restoredAt?: number | null;
}

/** A stretch in which work was under way, waits included. */
export interface Attendance {
  readonly from: number;
  readonly to: number | null;
  readonly restoredAt: number | null;
}

export interface Hold {
  readonly from: number;
  readonly to: number | null;
  readonly reason: HoldReason;
}

/** What the steps of a work order come to. */
export interface WorkLife {
  readonly attendances: readonly Attendance[];
  readonly holds: readonly Hold[];
  /** Null while the work goes on, also after it was sent back or reopened. */
  readonly completedAt: number | null;
  readonly cancelledAt: number | null;
}

/** Of steps in any order; one that does not fit, because another is still on its way, is left out. */
export function workLifeOf(steps: readonly WorkStep[]): WorkLife {
  const attendances: Attendance[] = [];
  const holds: Hold[] = [];
  let begunAt: number | null = null;
  let held: { readonly from: number; readonly reason: HoldReason } | null = null;
  let completedAt: number | null = null;
  let cancelledAt: number | null = null;
  const inOrder = [...steps].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const { step, at, holdReason, restoredAt } of inOrder) {
    switch (step) {
      case 'started':
      case 'sent_back':
      case 'reopened':
        begunAt ??= at;
        completedAt = null;
        break;
      case 'held':
        if (begunAt !== null) held ??= { from: at, reason: holdReason ?? 'other' };
        break;
      case 'resumed':
        if (held) holds.push({ ...held, to: at });
        held = null;
        break;
      case 'completed':
        if (held) holds.push({ ...held, to: at });
        if (begunAt !== null) attendances.push(attendance(begunAt, at, restoredAt ?? null));
        [held, begunAt, completedAt] = [null, null, at];
        break;
      case 'cancelled':
        cancelledAt = at;
        break;
    }
  }
  if (held) holds.push({ ...held, to: null });
  if (begunAt !== null) attendances.push({ from: begunAt, to: null, restoredAt: null });
  return { attendances, holds, completedAt, cancelledAt };
}

/** A machine that was restored before anybody came is restored by the work at the latest. */
const attendance = (from: number, to: number, restoredAt: number | null): Attendance => ({
  from,
  to,
  restoredAt: restoredAt !== null && restoredAt > from ? restoredAt : to,
});
