import type { RuleComparison } from '@libs/contracts';

/** Why a version may not go live as little tried as it is, or null when it may. */
export function lackOfEvidence(
  { figures, backtests }: RuleComparison,
  evidenceHours: number,
): string | null {
  if (backtests.length > 0 || figures.hours >= evidenceHours) return null;
  return (
    `The version has been in shadow for ${figures.hours.toFixed(1)} hours and no backtest of it ` +
    `has ended; the plant asks for ${evidenceHours} hours, a backtest, or the reason for doing ` +
    'without in withoutEvidence.'
  );
}
