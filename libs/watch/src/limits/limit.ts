import type { Severity } from '@libs/contracts';

export interface Limit {
  limitId: string;
  kind: 'high' | 'low';
  threshold: number;
  deadband: number;
  onDelayMs: number;
  offDelayMs: number;
  severity: Severity;
}

export const isBeyond = (limit: Limit, value: number): boolean =>
  limit.kind === 'high' ? value > limit.threshold : value < limit.threshold;

export const isBack = (limit: Limit, value: number): boolean =>
  limit.kind === 'high'
    ? value <= limit.threshold - limit.deadband
    : value >= limit.threshold + limit.deadband;
