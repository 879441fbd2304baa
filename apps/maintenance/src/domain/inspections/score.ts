import { SEVERITY_BANDS, type SeverityBand } from '@libs/contracts';

const WORST = 4;

/** What one item adds to the score. */
export interface Weighed {
  readonly weight: number;
  /** 0 to 4; 0 where nothing failed. */
  readonly severity: number;
  readonly applicable: boolean;
}

/**
 * Σ weight × severity of what applied, scaled so that everything failed at severity 4 is 100.
 * Nothing applied: null, for nobody knows; everything passed: 0.
 */
export function scoreOf(items: readonly Weighed[]): number | null {
  const applied = items.filter(({ applicable }) => applicable);
  const whole = applied.reduce((sum, { weight }) => sum + weight * WORST, 0);
  if (whole === 0) return null;
  const found = applied.reduce((sum, { weight, severity }) => sum + weight * severity, 0);
  return Math.round((found / whole) * 10_000) / 100;
}

/** A quarter of the scale each, its beginning included; nothing found (0) or known is no band. */
export function bandOf(score: number | null): SeverityBand | null {
  if (score === null || score === 0) return null;
  return SEVERITY_BANDS[Math.min(Math.floor(score / 25), 3)] ?? null;
}
