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

/** Since when a version was tried, and until when it judged; null if it never was. */
export function spanOf({ state, shadowedAt: from, changedAt }: Tried, now: Date): Span | null {
  if (!from) return null;
  return { from, to: isLive(state) ? now : changedAt };
}

/** While the active version judged beside another; all of its own time where the two never met. */
export function spanBeside(active: Span, other: Span): Span {
  const from = other.from > active.from ? other.from : active.from;
  return from < other.to && other.to >= active.to ? { from, to: active.to } : active;
}

export const hoursOf = ({ from, to }: Span): number =>
  Math.max(0, to.getTime() - from.getTime()) / HOUR_MS;
