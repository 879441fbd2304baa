import { Refusal } from '@libs/messaging';

/** Refuses a range whose ends are the wrong way round. */
export function refuseEmptyRange(
  min: number | null | undefined,
  max: number | null | undefined,
): void {
  if (typeof min !== 'number' || typeof max !== 'number' || min < max) return;
  throw Refusal.invalid([{ field: 'rangeMax', message: 'rangeMax must be above rangeMin' }]);
}
