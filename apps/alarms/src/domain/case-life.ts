import type { CaseKind, CaseStatus, Criticality, Severity, TriageVerdict } from '@libs/contracts';
import { worseOf } from './severity.js';
import { isMoreUrgent, triage } from './triage.js';

/** What decisions about a case rest on. */
export interface CaseParts {
  readonly status: CaseStatus;
  readonly severity: Severity;
  readonly verdict: TriageVerdict | null;
  readonly reason: string | null;
  /** Its last work order was closed, and nothing new came since. */
  readonly workClosed: boolean;
}

/** How many of a case's alarms still ask for something. */
export interface AlarmsOfCase {
  readonly active: number;
  readonly open: number;
}

export const ENDED_STATUSES = ['resolved', 'false_positive', 'duplicate'] as const;
export const isEnded = ({ status }: Pick<CaseParts, 'status'>): boolean =>
  ENDED_STATUSES.some((each) => each === status);

/** An alarm joins a case; `triaged` says whether there is a new verdict to tell. */
export function joinCase(
  known: CaseParts,
  severity: Severity,
  criticality: Criticality,
  kind: CaseKind = 'machine',
): { readonly parts: CaseParts; readonly triaged: boolean } {
  const worst = worseOf(known.severity, severity);
  const found = triage(worst, criticality, kind);
  const status = known.status === 'work_ordered' ? 'work_ordered' : 'triaged';
  const isWorse = worst !== known.severity;
  // Also without a more urgent verdict: whoever has the work must hear that the machine got worse.
  const raised =
    isMoreUrgent(found.verdict, known.verdict) || (isWorse && found.verdict !== 'watch');
  // Trouble after the repair is new trouble: it is decided upon again.
  const triaged = raised || known.workClosed;
  const decided = raised ? found : { verdict: known.verdict, reason: known.reason };
  return { parts: { status, severity: worst, ...decided, workClosed: false }, triaged };
}

/** A work order for the case ended; what is still under way goes on. */
export function endWork(known: CaseParts, how: 'closed' | 'cancelled'): CaseParts {
  const workClosed = how === 'closed';
  return { ...known, status: workClosed ? 'monitoring' : 'triaged', workClosed };
}

/** Why a case is over by itself, or null while it is not. */
export function settleCase(known: CaseParts, alarms: AlarmsOfCase): string | null {
  if (isEnded(known) || known.status === 'work_ordered') return null;
  if (known.workClosed && alarms.active === 0) {
    return 'Its work order is closed and none of its alarms is active.';
  }
  // Without a verdict all it had was suppressed: nobody was ever asked.
  const undemanding = known.verdict === 'watch' || known.verdict === null;
  return undemanding && alarms.open === 0 ? 'All its alarms are cleared.' : null;
}
