import { Refusal } from '@libs/messaging';

/** Clocks of people's devices may be a little ahead. */
const AHEAD_MS = 60_000;

/** Refuses what is told of the past and has not come yet, naming the fields. */
export function refuseFuture(told: Readonly<Record<string, string | undefined>>): void {
  const latest = Date.now() + AHEAD_MS;
  const faults = Object.entries(told)
    .filter(([, instant]) => instant !== undefined && Date.parse(instant) > latest)
    .map(([field]) => ({ field, message: `${field} lies in the future` }));
  if (faults.length > 0) throw Refusal.invalid(faults);
}
