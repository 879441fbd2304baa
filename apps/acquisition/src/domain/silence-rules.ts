/** How long equipment may be silent, in multiples of what its sensors usually take. */
export interface SilenceRules {
  readonly checkMs: number;
  readonly usualPeriodMs: number;
  readonly shortestPeriodMs: number;
  readonly staleAfterPeriods: number;
  readonly offlineAfterPeriods: number;
}
