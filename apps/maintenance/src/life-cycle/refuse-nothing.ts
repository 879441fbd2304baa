import { Refusal } from '@libs/messaging';

/** Refuses a quantity of nothing. */
export function refuseNothing(quantity: string): void {
  if (/[1-9]/.test(quantity)) return;
  throw Refusal.invalid([{ field: 'quantity', message: 'quantity must be more than nothing' }]);
}
