import type { AlarmState, Severity, SuppressionKind } from '@libs/contracts';

/** The independent parts of an alarm; its ISA-18.2 state follows from them. */
export interface AlarmParts {
  readonly active: boolean;
  readonly acked: boolean;
  /** Set when it is raised; holds the alarm after its condition has ended, until it is reset. */
  readonly latched: boolean;
  readonly shelvedUntil: Date | null;
  readonly shelvedBy: string | null;
  readonly shelveReason: string | null;
  /** Why it is suppressed by design: a person, a work order, its own chattering. */
  readonly suppressedBy: readonly string[];
  readonly outOfServiceBy: string | null;
  readonly severity: Severity;
  readonly count: number;
}

/** The cause that a person sets and lifts. */
export const BY_PERSON = 'person';
export const BY_CHATTERING = 'chattering';
export const byWorkOrder = (workOrderId: string): string => `work_order:${workOrderId}`;

export const NOT_SHELVED = { shelvedUntil: null, shelvedBy: null, shelveReason: null } as const;
export const NOT_SUPPRESSED = { ...NOT_SHELVED, suppressedBy: [], outOfServiceBy: null } as const;

/** The strongest reason for which an alarm asks nobody, or undefined when it does ask. */
export function suppressionOf(parts: AlarmParts): SuppressionKind | undefined {
  if (parts.outOfServiceBy !== null) return 'out_of_service';
  if (parts.suppressedBy.length > 0) return 'by_design';
  return parts.shelvedUntil === null ? undefined : 'shelved';
}

/** Nothing is left of it, suppression aside. */
export const isCalm = ({ active, acked, latched }: AlarmParts): boolean =>
  !active && acked && !latched;

export const isOver = (parts: AlarmParts): boolean =>
  isCalm(parts) && suppressionOf(parts) === undefined;

const SUPPRESSED_STATE = {
  out_of_service: 'out_of_service',
  by_design: 'suppressed',
  shelved: 'shelved',
} as const;

export function alarmState(parts: AlarmParts): AlarmState {
  const suppression = suppressionOf(parts);
  if (suppression) return SUPPRESSED_STATE[suppression];
  if (parts.active) return parts.acked ? 'acknowledged' : 'unacknowledged';
  if (parts.latched) return parts.acked ? 'latched_acknowledged' : 'latched_unacknowledged';
  return parts.acked ? 'cleared' : 'returned_unacknowledged';
}
