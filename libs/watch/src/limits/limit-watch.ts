import type { LimitExceeded, LimitReturned } from '../episodes/happening.js';
import { isBack, isBeyond, type Limit } from './limit.js';

/** Where a limit stands when it is not simply normal; `sinceMs` runs while a delay does. */
export interface LimitStanding {
  exceeded: boolean;
  sinceMs: number | null;
}

/** Compares readings with configured limits: with hysteresis, and with delays in event time. */
export class LimitWatch {
  private readonly standings: Map<string, LimitStanding>;

  constructor(saved: readonly [string, LimitStanding][] = []) {
    this.standings = new Map(saved);
  }

  observe(
    atMs: number,
    value: number,
    limits: readonly Limit[],
  ): (LimitExceeded | LimitReturned)[] {
    if (limits.length === 0 && this.standings.size === 0) return [];
    return [...this.dropRemoved(atMs, value, limits), ...this.compare(atMs, value, limits)];
  }

  toSaved(): [string, LimitStanding][] {
    return [...this.standings].map(([limitId, standing]) => [limitId, { ...standing }]);
  }

  private dropRemoved(atMs: number, value: number, limits: readonly Limit[]): LimitReturned[] {
    const returned: LimitReturned[] = [];
    for (const [limitId, { exceeded }] of this.standings) {
      if (limits.some((limit) => limit.limitId === limitId)) continue;
      this.standings.delete(limitId);
      if (exceeded) returned.push({ kind: 'limit_returned', limitId, measuredAt: atMs, value });
    }
    return returned;
  }

  private compare(
    atMs: number,
    value: number,
    limits: readonly Limit[],
  ): (LimitExceeded | LimitReturned)[] {
    const happened: (LimitExceeded | LimitReturned)[] = [];
    for (const limit of limits) {
      const { limitId, kind: bound, threshold, severity } = limit;
      const before = this.standings.get(limitId) ?? normal;
      const now = nextStanding(before, limit, atMs, value);
      if (now.exceeded || now.sinceMs !== null) this.standings.set(limitId, now);
      else this.standings.delete(limitId);
      if (now.exceeded === before.exceeded) continue;
      happened.push(
        now.exceeded
          ? { kind: 'limit_exceeded', limitId, bound, measuredAt: atMs, value, threshold, severity }
          : { kind: 'limit_returned', limitId, measuredAt: atMs, value },
      );
    }
    return happened;
  }
}

const normal: LimitStanding = { exceeded: false, sinceMs: null };

function nextStanding(
  { exceeded, sinceMs }: LimitStanding,
  limit: Limit,
  atMs: number,
  value: number,
): LimitStanding {
  const turning = exceeded ? isBack(limit, value) : isBeyond(limit, value);
  if (!turning) return { exceeded, sinceMs: null };
  const since = sinceMs ?? atMs;
  const delayMs = exceeded ? limit.offDelayMs : limit.onDelayMs;
  return atMs - since >= delayMs
    ? { exceeded: !exceeded, sinceMs: null }
    : { exceeded, sinceMs: since };
}
