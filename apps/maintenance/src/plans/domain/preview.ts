import type { PlanDefinition } from '@libs/contracts';
import { nextDates } from './calendar-dates.js';
import { firstStanding } from './change-standing.js';
import { instantOf } from './local-time.js';
import { nextDue } from './next-due.js';
import { isCalendarPlan, type Occurrence } from './plan-at-equipment.js';

/** What a plan would ask for, were every work done when it is due. */
export interface Foreseen {
  readonly key: string;
  readonly dueAt: number | null;
  readonly dueReading: Occurrence['dueReading'];
}

export function preview(
  definition: PlanDefinition,
  { from, until, limit }: { from: number; until: number; limit: number },
): Foreseen[] {
  const all = isCalendarPlan(definition)
    ? datesFrom(definition, { from, until, limit })
    : cyclesFrom(definition, { from, limit });
  return all.filter(({ dueAt }) => dueAt === null || dueAt <= until);
}

function datesFrom(
  definition: PlanDefinition,
  { from, until, limit }: { from: number; until: number; limit: number },
): Foreseen[] {
  const { triggers, timeZone } = definition;
  const { rule = '', startsAt = '' } = triggers[0] ?? {};
  const found: Foreseen[] = [];
  let { cursor } = firstStanding(definition, from);
  while (found.length < limit) {
    const [key] = nextDates(rule, startsAt, cursor, 1);
    if (key === undefined) break;
    cursor = key;
    const dueAt = instantOf(key, timeZone);
    if (dueAt > until) break;
    found.push({ key, dueAt, dueReading: null });
  }
  return found;
}

function cyclesFrom(
  definition: PlanDefinition,
  { from, limit }: { from: number; limit: number },
): Foreseen[] {
  const found: Foreseen[] = [];
  let standing = firstStanding(definition, from);
  while (found.length < limit) {
    const { dueAt, dueReading } = nextDue(definition, standing, {});
    if (dueAt === null && dueReading === null) break;
    found.push({ key: `cycle-${standing.cycle}`, dueAt, dueReading });
    // Nobody knows when a meter gets there, so nobody knows what comes after.
    if (dueAt === null) break;
    const { cycle } = standing;
    standing = { ...firstStanding(definition, dueAt), cycle: cycle + 1 };
  }
  return found;
}
