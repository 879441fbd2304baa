import { nextDates } from './calendar-dates.js';
import { instantOf, localTime } from './local-time.js';
import { isCalendarPlan, toleranceMs, type Facts, type Occurrence } from './plan-at-equipment.js';
import { partsOf, tell, type OpenPlan, type Workbook } from './workbook.js';

/** The work was done: also what was merged into it, and triggers count from here. */
export function finish(book: Workbook, plan: OpenPlan, each: Occurrence, doneAt: number): void {
  each.status = 'done';
  each.endedAt = doneAt;
  tell(book, 'done', each);
  countFrom(plan, each, doneAt, book.facts.meters);
  for (const [other, part] of partsOf(book, plan, each.id)) finish(book, other, part, doneAt);
}

/** Takes back what nobody has begun with. */
export function withdraw(book: Workbook, plan: OpenPlan, each: Occurrence): void {
  release(book, plan, each);
  plan.occurrences.splice(plan.occurrences.indexOf(each), 1);
  book.withdrawn.push(each);
}

/** The work will not be done this time; what other plans had merged into it comes back. */
export function skip(
  book: Workbook,
  plan: OpenPlan,
  each: Occurrence,
  reason: string,
  how: 'skipped' | 'withdrawn' = 'skipped',
): void {
  each.status = 'skipped';
  each.reason = reason;
  each.endedAt = book.now;
  tell(book, how, each);
  countFrom(plan, each, Math.max(each.dueAt ?? book.now, book.now), book.facts.meters);
  release(book, plan, each);
}

/** Gives back what other plans had merged into an occurrence. */
export function release(book: Workbook, plan: OpenPlan, each: Occurrence): void {
  for (const [, part] of partsOf(book, plan, each.id)) {
    part.status = 'projected';
    part.mergedInto = null;
    part.endedAt = null;
    tell(book, 'reopened', part);
  }
}

/** A calendar stands by itself; every other plan's next cycle counts from the end of the last. */
function countFrom(plan: OpenPlan, each: Occurrence, from: number, meters: Facts['meters']): void {
  if (isCalendarPlan(plan.definition)) return;
  const { standing, definition } = plan;
  const skipped = each.status === 'skipped';
  const readings = { ...standing.readings };
  const holding = { ...standing.holding };
  definition.triggers.forEach(({ kind, sensorKey = '' }, index) => {
    const known = holding[index];
    if (known) holding[index] = { ...known, answered: true };
    if (kind !== 'meter') return;
    const seen = meters[sensorKey]?.reading ?? readings[index];
    const due = each.dueReading?.sensorKey === sensorKey ? each.dueReading.reading : undefined;
    const base = skipped && due !== undefined ? Math.max(due, seen ?? due) : seen;
    if (base !== undefined) readings[index] = base;
  });
  plan.standing = {
    cycle: standing.cycle + 1,
    since: from,
    cursor: spentUntil(plan, each, from),
    readings,
    holding,
    heard: {},
  };
}

/** Work that was early enough for a date spends it, but no later one. */
function spentUntil({ definition, standing }: OpenPlan, each: Occurrence, from: number): string {
  const { timeZone, triggers } = definition;
  const upTo = localTime(from, timeZone);
  const calendar = triggers.find(({ kind }) => kind === 'calendar');
  const later = upTo > standing.cursor ? upTo : standing.cursor;
  if (!calendar) return later;
  const { rule = '', startsAt = '' } = calendar;
  const [next] = nextDates(rule, startsAt, standing.cursor, 1);
  if (next === undefined || next <= later) return later;
  const reach = Math.max(from + toleranceMs(definition), each.dueAt ?? from);
  return instantOf(next, timeZone) <= reach ? next : later;
}
