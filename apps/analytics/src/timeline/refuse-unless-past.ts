import { Refusal } from '@libs/messaging';

/** Clocks of people's devices may be a little ahead. */
const AHEAD_MS = 60_000;

/** What is told of the past must lie in it, its end after its start. */
export function refuseUnlessPast(
  { from, to }: { readonly from: string; readonly to?: string | undefined },
  now: Date,
): void {
  const latest = now.getTime() + AHEAD_MS;
  const faults = [
    ...(Date.parse(from) > latest ? [{ field: 'from', message: 'lies in the future' }] : []),
    ...(to !== undefined && Date.parse(to) > latest
      ? [{ field: 'to', message: 'lies in the future' }]
      : []),
    ...(to !== undefined && Date.parse(to) <= Date.parse(from)
      ? [{ field: 'to', message: 'must be later than from' }]
      : []),
  ];
  if (faults.length > 0) throw Refusal.invalid(faults);
}
