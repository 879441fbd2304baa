import type { AlarmRuleState } from '@libs/contracts';
import { isLive } from './rule-life.js';

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

interface Tried {
  readonly state: AlarmRuleState;
  readonly shadowedAt: Date | null;
  readonly changedAt: Date;
}

const HOUR_MS = 3_600_000;

/**
 * Since when a version was tried, and until when it judged, as far as that is kept; null if it never
 * was. Of one that judged before that, nothing is known: its span is empty.
 */
export function spanOf(
  { state, shadowedAt, changedAt }: Tried,
  now: Date,
  keptSince: Date,
): Span | null {
  if (!shadowedAt) return null;
  const from = later(shadowedAt, keptSince);
  return { from, to: later(isLive(state) ? now : changedAt, from) };
}

/** While the active version judged beside another; all of its own time where the two never met. */
export function spanBeside(active: Span, other: Span): Span {
  const from = later(other.from, active.from);
  return from < other.to && other.to >= active.to ? { from, to: active.to } : active;
}

const later = (one: Date, other: Date): Date => (one > other ? one : other);

export const hoursOf = ({ from, to }: Span): number =>
  Math.max(0, to.getTime() - from.getTime()) / HOUR_MS;
