import { ENDED_STATUSES, isEnded, type AlarmsOfCase, type CaseParts } from './case-life.js';

const CASE_ACTIONS = ['resolve', 'mark_false_positive', 'mark_duplicate', 'reopen'] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

/** What a person's decision about a case depends on. */
export interface CaseStanding {
  readonly alarms: AlarmsOfCase;
  /** The latest instant at which it may be reopened. */
  readonly reopenableUntil: Date | null;
  /** Another open case of the same equipment and kind. */
  readonly otherOpen: string | null;
}

export interface CaseRefusal {
  readonly reason: string;
  readonly allowed: readonly CaseAction[];
}

function endRefusal(known: CaseParts): string | null {
  const ended = ENDED_STATUSES.find((each) => each === known.status);
  if (ended) return `The case is ${ended.replace('_', ' ')} already.`;
  return known.status === 'work_ordered' ? 'A work order for the case is under way.' : null;
}

function reasonAgainst(
  known: CaseParts,
  action: CaseAction,
  standing: CaseStanding,
  now: Date,
): string | null {
  switch (action) {
    case 'resolve': {
      const { active } = standing.alarms;
      return endRefusal(known) ?? (active > 0 ? `${active} of its alarms are still active.` : null);
    }
    case 'mark_false_positive':
    case 'mark_duplicate':
      return endRefusal(known);
    case 'reopen':
      if (!isEnded(known)) return 'The case is open.';
      if (known.status === 'duplicate') return 'The case is part of another now.';
      if (standing.otherOpen !== null) return `The case ${standing.otherOpen} is open instead.`;
      return standing.reopenableUntil !== null && now <= standing.reopenableUntil
        ? null
        : 'The case ended too long ago to be reopened.';
  }
}

/** Why a person may not do this with a case now, or null when they may. */
export function refuseCase(
  known: CaseParts,
  action: CaseAction,
  standing: CaseStanding,
  now: Date,
): CaseRefusal | null {
  const reason = reasonAgainst(known, action, standing, now);
  if (reason === null) return null;
  const allowed = CASE_ACTIONS.filter((each) => reasonAgainst(known, each, standing, now) === null);
  return { reason, allowed };
}

/** An ended case goes on where it was, as far as it had been decided upon. */
export const reopen = (known: CaseParts): CaseParts => ({
  ...known,
  status: known.verdict === null ? 'open' : 'triaged',
  workClosed: false,
});
