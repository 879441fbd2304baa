/** EEMUA 191: ten alarms in ten minutes are more than one operator can work on. */
export const FLOOD_WINDOW_MS = 600_000;
const STARTS_AT = 10;
const ENDS_BELOW = 5;

export const startsFlood = (alarmsInWindow: number, operators: number): boolean =>
  alarmsInWindow >= STARTS_AT * operators;

export const endsFlood = (alarmsInWindow: number, operators: number): boolean =>
  alarmsInWindow < ENDS_BELOW * operators;

export const floodWindowBefore = (at: Date): Date => new Date(at.getTime() - FLOOD_WINDOW_MS);
