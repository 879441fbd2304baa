import type { AlarmPolicyView, Severity } from '@libs/contracts';

export function longestShelvingMinutes(severity: Severity, policy: AlarmPolicyView): number {
  const longest: Readonly<Record<Severity, number>> = {
    low: policy.shelveLow,
    medium: policy.shelveMedium,
    high: policy.shelveHigh,
    critical: policy.shelveCritical,
  };
  return longest[severity];
}
