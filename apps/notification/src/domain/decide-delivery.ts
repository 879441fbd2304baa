/** What a channel made of one attempt to deliver. */
export type Attempt =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs?: number }
  /** The receiver wants nothing any more, of this message or any other. */
  | { readonly kind: 'gone'; readonly reason: string };

/** What becomes of a notification after an attempt. */
export type Decision =
  | { readonly kind: 'sent' }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string; readonly disableContact: boolean };

const LONGEST_WAIT_MS = 24 * 3_600_000;

/** What ends the matter before an attempt is made, if anything does. */
export function decideBeforehand(
  { wanted, attempts }: { wanted: boolean; attempts: number },
  delaysMs: readonly number[],
): Decision | undefined {
  const dead = (reason: string): Decision => ({ kind: 'dead', reason, disableContact: false });
  if (!wanted) return dead('The contact was removed or disabled before it was reached.');
  // The last attempt was claimed and never told of: the process ended in the middle of it.
  if (attempts > delaysMs.length + 1) return dead('The last attempt was cut off.');
  return undefined;
}

/** Waits grow by `delaysMs`; a receiver may ask for a longer one, but not for more than a day. */
export function decideDelivery(
  attempt: Attempt,
  attempts: number,
  delaysMs: readonly number[],
): Decision {
  switch (attempt.kind) {
    case 'accepted':
      return { kind: 'sent' };
    case 'gone':
      return { kind: 'dead', reason: attempt.reason, disableContact: true };
    case 'failed': {
      const { reason, retryAfterMs = 0 } = attempt;
      const delayMs = delaysMs[attempts - 1];
      if (delayMs === undefined) return { kind: 'dead', reason, disableContact: false };
      const afterMs = Math.max(delayMs, Math.min(retryAfterMs, LONGEST_WAIT_MS));
      return { kind: 'retry', afterMs, reason };
    }
  }
}
