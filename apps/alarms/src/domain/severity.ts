import { SEVERITIES, type Severity } from '@libs/contracts';

export const isWorse = (one: Severity, other: Severity): boolean =>
  SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other);

export const worseOf = (one: Severity, other: Severity): Severity =>
  isWorse(one, other) ? one : other;
