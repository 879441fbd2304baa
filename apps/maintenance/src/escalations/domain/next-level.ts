import type { EscalationLevel } from '@libs/contracts';

type Level = Pick<EscalationLevel, keyof EscalationLevel>;

/** Where a plant has not agreed on anything: at once, after a day, after three. */
const USUAL: readonly Level[] = [{ afterHours: 0 }, { afterHours: 24 }, { afterHours: 72 }];
const HOUR_MS = 3_600_000;

/** The levels of a plant, the earliest first. */
export const levelsOf = (agreed: readonly Level[] = []): readonly Level[] =>
  agreed.length === 0 ? USUAL : [...agreed].sort((a, b) => a.afterHours - b.afterHours);

/** When the level after so many is reached; null where there is none. */
export function levelAt(levels: readonly Level[], reached: number, overdueAt: Date): Date | null {
  const next = levels[reached];
  return next ? new Date(overdueAt.getTime() + next.afterHours * HOUR_MS) : null;
}

/** Who is told at a level: at the first, unless the plant names others, who has the work. */
export const toldAt = ({ tells = [] }: Level, level: number, assignee: string | null): string[] =>
  tells.length > 0 || level > 1 || assignee === null ? tells : [assignee];
