import type { PlanDefinition, PlanTrigger } from '@libs/contracts';
import { skip, withdraw } from './end-occurrence.js';
import { instantOf, localTime } from './local-time.js';
import { isCalendarPlan, type Occurrence, type Standing } from './plan-at-equipment.js';
import { openOnes, type OpenPlan, type Workbook } from './workbook.js';

/** Where a plan begins on an equipment: dates before it came into force are not made up for. */
export function firstStanding({ timeZone, triggers }: PlanDefinition, now: number): Standing {
  const cursor = localTime(now - 60_000, timeZone);
  const readings = Object.fromEntries(
    triggers.flatMap(({ sinceReading }, index) =>
      sinceReading === undefined ? [] : [[String(index), sinceReading]],
    ),
  );
  return { cycle: 1, since: now, cursor, readings, holding: {}, heard: {} };
}

/** Takes over what a plan says from now on; what is due, ordered or done stays as it is. */
export function follow(book: Workbook, plan: OpenPlan, before: PlanDefinition): void {
  const { definition } = plan;
  if (isSame(before.triggers, definition.triggers)) retime(plan);
  else startAnew(book, plan, before.triggers);
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A date keeps its local time when the site's zone becomes another. */
function retime(plan: OpenPlan): void {
  if (!isCalendarPlan(plan.definition)) return;
  for (const each of openOnes(plan)) {
    if (isBegun(each)) continue;
    each.dueAt = instantOf(each.key, plan.definition.timeZone);
  }
}

/** What was counted for a trigger that is another now says nothing any more. */
function startAnew(book: Workbook, plan: OpenPlan, before: readonly PlanTrigger[]): void {
  const { definition, standing } = plan;
  withdrawUnbegun(book, plan);
  const keep = <T>(values: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(values).filter(([index]) =>
        isSame(before[Number(index)], definition.triggers[Number(index)]),
      ),
    );
  plan.standing = {
    ...standing,
    cursor: localTime(book.now, definition.timeZone),
    readings: keep(standing.readings),
    holding: keep(standing.holding),
    heard: keep(standing.heard),
  };
}

/** Dates that passed while a plan was paused are not made up for. */
export function resume(book: Workbook, plan: OpenPlan): void {
  if (!isCalendarPlan(plan.definition)) return;
  for (const each of openOnes(plan)) {
    const passed = each.dueAt !== null && each.dueAt <= book.now;
    if (passed && !isBegun(each)) skip(book, plan, each, 'paused');
  }
  const now = localTime(book.now, plan.definition.timeZone);
  if (now > plan.standing.cursor) plan.standing = { ...plan.standing, cursor: now };
}

/** Ends what a plan asked for on an equipment; work that is ordered goes on. */
export function leave(book: Workbook, plan: OpenPlan, reason: string): void {
  withdrawUnbegun(book, plan);
  for (const each of openOnes(plan)) {
    if (each.status !== 'ordered') skip(book, plan, each, reason, 'withdrawn');
  }
}

function withdrawUnbegun(book: Workbook, plan: OpenPlan): void {
  for (const each of openOnes(plan)) if (!isBegun(each)) withdraw(book, plan, each);
}

const isBegun = ({ status }: Occurrence): boolean =>
  status !== 'projected' && status !== 'due_soon';
