import type { AddLabour, FieldsOf } from '@libs/contracts';
import { Refusal } from '@libs/messaging';

const MINUTE_MS = 60_000;

/** How long somebody worked: as told, or between two instants, begun minutes counted whole. */
export function minutesOf({ minutes, from, to }: FieldsOf<AddLabour>): number {
  if (minutes !== undefined && from === undefined && to === undefined) return minutes;
  if (minutes !== undefined || from === undefined || to === undefined) {
    const message = 'minutes must be given, or both from and to';
    throw Refusal.invalid([{ field: 'minutes', message }]);
  }
  const worked = Math.ceil((Date.parse(to) - Date.parse(from)) / MINUTE_MS);
  if (worked < 1 || worked > 60_000) {
    throw Refusal.invalid([{ field: 'to', message: 'to must be later than from' }]);
  }
  return worked;
}
