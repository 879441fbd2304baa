import type { DeliveryStatus } from '@libs/contracts';
import type { Decision } from './decide-delivery.js';

/** How long a job may be lost before its row is put into the queue again. */
export const ENQUEUED_MS = 10_000;
/** Longer than any channel takes for one attempt. */
export const ATTEMPT_MS = 60_000;

/** Where the delivery of a notification stands; the number of attempts is the fence. */
export interface DeliveryParts {
  readonly status: DeliveryStatus;
  readonly attempts: number;
}

export type DeliveryTrigger =
  /** Somebody begins the attempt after so many. */
  | { readonly kind: 'claim'; readonly attempts: number }
  /** Who made an attempt tells what came of it. */
  | { readonly kind: 'record'; readonly attempts: number; readonly decision: Decision }
  /** Somebody wants to begin anew what was given up. */
  | { readonly kind: 'revive' };

export interface DeliveryMoved {
  readonly kind: 'moved';
  readonly parts: DeliveryParts;
  /** How long nobody else is to be given it. */
  readonly heldMs: number;
  /** From now on, when it changes: how long until it is due. */
  readonly waitMs?: number;
  /** Why the last attempt failed, when that changes. */
  readonly error?: string | null;
}

export type DeliveryStep = DeliveryMoved | { readonly kind: 'refused'; readonly reason: string };

const refused = (reason: string): DeliveryStep => ({ kind: 'refused', reason });

/** Each attempt is claimed by one, recorded by the same one, and none follows an end. */
export function stepDelivery(
  { status, attempts }: DeliveryParts,
  trigger: DeliveryTrigger,
): DeliveryStep {
  switch (trigger.kind) {
    case 'claim':
      if (status === 'sent') return refused('It was delivered.');
      if (status === 'dead') return refused('It was given up.');
      if (trigger.attempts !== attempts) {
        return refused(`${attempts} attempts were begun, not ${trigger.attempts}.`);
      }
      return {
        kind: 'moved',
        parts: { status: 'sending', attempts: attempts + 1 },
        heldMs: ATTEMPT_MS,
      };
    case 'record':
      if (status !== 'sending' || trigger.attempts !== attempts) {
        return refused(`Attempt ${trigger.attempts} is no longer under way.`);
      }
      return recorded(attempts, trigger.decision);
    case 'revive':
      if (status !== 'dead') return refused('It was not given up.');
      return {
        kind: 'moved',
        parts: { status: 'queued', attempts: 0 },
        heldMs: ENQUEUED_MS,
        waitMs: 0,
      };
  }
}

function recorded(attempts: number, decision: Decision): DeliveryMoved {
  const ended = { kind: 'moved', heldMs: 0, waitMs: 0 } as const;
  switch (decision.kind) {
    case 'sent':
      return { ...ended, parts: { status: 'sent', attempts }, error: null };
    case 'dead':
      return { ...ended, parts: { status: 'dead', attempts }, error: decision.reason };
    case 'retry': {
      const { afterMs: waitMs, reason: error } = decision;
      return { ...ended, parts: { status: 'retrying', attempts }, waitMs, error };
    }
  }
}
