import type { CatchUpPolicy, InspectionStatus } from '@libs/contracts';

/** One time at which a rule falls. */
export interface Occurrence {
  /** By the wall clock there; what makes it unique within its round. */
  readonly wall: string;
  readonly at: Date;
}

/** One inspection to be made for each piece of equipment. */
export interface PlannedInspection {
  readonly key: string;
  readonly status: Extract<InspectionStatus, 'scheduled' | 'due' | 'missed'>;
  readonly dueAt: Date;
  readonly closesAt: Date;
}

interface Planning {
  readonly windowMinutes: number;
  readonly catchUp: CatchUpPolicy;
  /** Whether more occurrences follow, not in this list, that have passed too. */
  readonly morePassed: boolean;
  readonly now: Date;
}

/**
 * What becomes of occurrences. Each becomes one inspection, in every policy; the policy decides
 * which of those whose window passed may still be done, and the others are missed. One that may
 * still be done has its whole window from now on.
 */
export function planOccurrences(
  occurrences: readonly Occurrence[],
  { windowMinutes, catchUp, morePassed, now }: Planning,
): PlannedInspection[] {
  const windowMs = windowMinutes * 60_000;
  const after = (from: Date): Date => new Date(from.getTime() + windowMs);
  const begun = occurrences.filter(({ at }) => at <= now);
  // While the latest may be done anyway, there is nothing that `create_one` has to make up for.
  const latest = morePassed ? undefined : begun.at(-1);
  return occurrences.map((occurrence) => {
    const { wall: key, at: dueAt } = occurrence;
    const closesAt = after(dueAt);
    if (dueAt > now) return { key, status: 'scheduled', dueAt, closesAt };
    if (closesAt > now) return { key, status: 'due', dueAt, closesAt };
    const revived =
      catchUp === 'create_each' || (catchUp === 'create_one' && occurrence === latest);
    if (revived) return { key, status: 'due', dueAt, closesAt: after(now) };
    return { key, status: 'missed', dueAt, closesAt };
  });
}
