import type { InspectionAction, InspectionStatus, ReviewPolicy } from '@libs/contracts';

/** What decisions about an inspection rest on. */
export interface InspectionParts {
  readonly status: InspectionStatus;
  readonly dueAt: Date;
  readonly closesAt: Date;
  readonly submittedActor: string | null;
}

/** What a person does with an inspection. */
export type InspectionMove =
  | { readonly kind: 'start' }
  /** When the last of its items was measured. */
  | { readonly kind: 'submit'; readonly performedAt: Date }
  | { readonly kind: 'review'; readonly policy: ReviewPolicy }
  | { readonly kind: 'close' }
  | { readonly kind: 'cancel' };

export type InspectionStep =
  | { readonly kind: 'moved'; readonly status: InspectionStatus }
  | { readonly kind: 'forbidden'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly allowed: InspectionAction[] };

/** A missed one still takes what a phone measured in time and could not send. */
const NEXT: Readonly<
  Record<InspectionStatus, Readonly<Partial<Record<InspectionAction, InspectionStatus>>>>
> = {
  scheduled: { cancel: 'cancelled' },
  due: { start: 'in_progress', submit: 'submitted', cancel: 'cancelled' },
  in_progress: { submit: 'submitted', cancel: 'cancelled' },
  submitted: { review: 'reviewed' },
  reviewed: { close: 'closed' },
  missed: { submit: 'submitted' },
  closed: {},
  cancelled: {},
};

export const allowedActions = (status: InspectionStatus): InspectionAction[] =>
  Object.keys(NEXT[status]) as InspectionAction[];

/** What time alone has made of an inspection. */
export function passTime(
  { status, dueAt, closesAt }: InspectionParts,
  now: Date,
): InspectionStatus {
  if (status !== 'scheduled' && status !== 'due') return status;
  if (closesAt <= now) return 'missed';
  return dueAt <= now ? 'due' : 'scheduled';
}

/** When time will move an inspection next by itself. */
export function nextByItself({ status, dueAt, closesAt }: InspectionParts): Date | null {
  if (status === 'scheduled') return dueAt;
  return status === 'due' ? closesAt : null;
}

/** One step of an inspection's life, on which time has done its part already. */
export function stepInspection(
  inspection: InspectionParts,
  move: InspectionMove,
  actor: string,
): InspectionStep {
  const { status, dueAt, closesAt } = inspection;
  const allowed = allowedActions(status);
  const next = NEXT[status][move.kind];
  if (!next) {
    const words = status.replaceAll('_', ' ');
    const until = status === 'scheduled' ? ` It is due at ${dueAt.toISOString()}.` : '';
    const reason = `An inspection that is ${words} does not allow the action ${move.kind}.${until}`;
    return { kind: 'refused', reason, allowed };
  }
  if (move.kind === 'submit' && status === 'missed' && move.performedAt >= closesAt) {
    const by = closesAt.toISOString();
    const reason = `It was missed: only what was measured before ${by} is taken.`;
    return { kind: 'refused', reason, allowed };
  }
  const own = move.kind === 'review' && inspection.submittedActor === actor;
  if (own && move.policy === 'other_person') {
    return { kind: 'forbidden', reason: 'Another person than who submitted it must review it.' };
  }
  return { kind: 'moved', status: next };
}
