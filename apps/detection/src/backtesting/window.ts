import { Refusal } from '@libs/messaging';

const DAY_MS = 86_400_000;

/** A window of time that somebody asked for; throws where it makes no sense or is too long. */
export function windowOf(
  asked: { readonly from: string; readonly to: string },
  longestDays: number,
): { from: Date; to: Date } {
  const [from, to] = [new Date(asked.from), new Date(asked.to)];
  const refuse = (message: string): Refusal => Refusal.invalid([{ field: 'to', message }]);
  if (to <= from) throw refuse('to must be after from');
  if (to.getTime() - from.getTime() > longestDays * DAY_MS) {
    throw refuse(`to must be at most ${longestDays} days after from`);
  }
  return { from, to };
}
