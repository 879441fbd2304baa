import { isDataFault, isTransient, sqlState } from '@libs/database';

/** What to do with a message whose handling failed for the n-th time. */
export type Settlement =
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'set_aside'; readonly reason: string };

const ATTEMPTS = 5;
const LONGEST_DELAY_MS = 10_000;
const SERVICE_STATES = /^(08|40|53|55|57|58|25006)/;
const NETWORK = /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|timeout|Connection terminated|not connected/i;

/** The work failed because something it needs is not there, not because of the message. */
export function isServiceFault(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return SERVICE_STATES.test(state);
  return (
    isTransient(error) || (error instanceof Error && NETWORK.test(`${error.name} ${error.message}`))
  );
}

/** Decides on a failed message: what the message cannot help is retried for ever. */
export function settle(error: unknown, attempt: number): Settlement {
  const afterMs = Math.min(100 * 4 ** (attempt - 1), LONGEST_DELAY_MS);
  if (isServiceFault(error)) return { kind: 'retry', afterMs };
  if (isDataFault(error) || attempt >= ATTEMPTS) {
    return { kind: 'set_aside', reason: error instanceof Error ? error.message : String(error) };
  }
  return { kind: 'retry', afterMs };
}
