import type { ExpectedStop, StopBasis } from '@libs/contracts';

/** How long work of one kind took that was done before. */
export interface PastWork {
  readonly basis: Exclude<StopBasis, 'planned'>;
  readonly count: number;
  readonly low: number;
  readonly minutes: number;
  readonly high: number;
}

/** Fewer tell nothing of how it varies. */
const ENOUGH = 3;
/** What is most like the work comes first. */
const NEAREST = ['plan', 'equipment', 'class'] as const;

/** How long work will take: as it did, else as it was planned, else nobody knows. */
export function expectedStop(
  past: readonly PastWork[],
  plannedMinutes: number | null,
): ExpectedStop {
  const known = NEAREST.map((basis) =>
    past.find((each) => each.basis === basis && each.count >= ENOUGH),
  ).find((each) => each !== undefined);
  if (known) {
    const { basis, count, low, minutes, high } = known;
    const whole = { low: Math.floor(low), minutes: Math.round(minutes), high: Math.ceil(high) };
    return { ...whole, basis, count, reason: null };
  }
  const unknown = { low: null, high: null, count: 0 };
  if (plannedMinutes !== null) {
    return { ...unknown, minutes: plannedMinutes, basis: 'planned', reason: null };
  }
  const reason = `Fewer than ${ENOUGH} such works are completed, and no plan names its minutes.`;
  return { ...unknown, minutes: null, basis: null, reason };
}
