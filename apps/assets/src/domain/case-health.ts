import type { TriageVerdict } from '@libs/contracts';
import type { CaseHealth } from './standing.js';

/** A case is watched until somebody decides more about it. */
const HEALTH_OF: Readonly<Record<TriageVerdict, CaseHealth>> = {
  watch: 'watch',
  plan: 'degraded',
  act_now: 'critical',
};
const FROM_GOOD_TO_BAD: readonly CaseHealth[] = ['normal', 'watch', 'degraded', 'critical'];

/** How well equipment is by the verdicts on its open cases; null: not decided yet. */
export function caseHealthOf(verdicts: readonly (TriageVerdict | null)[]): CaseHealth {
  const healths = verdicts.map((verdict) => (verdict === null ? 'watch' : HEALTH_OF[verdict]));
  return FROM_GOOD_TO_BAD.findLast((each) => healths.includes(each)) ?? 'normal';
}
