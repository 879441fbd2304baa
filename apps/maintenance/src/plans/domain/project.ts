import { nextDates } from './calendar-dates.js';
import { instantOf } from './local-time.js';
import { nextDue } from './next-due.js';
import {
  isCalendarPlan,
  isBefore,
  leadMs,
  toleranceMs,
  type Occurrence,
} from './plan-at-equipment.js';
import { skip } from './end-occurrence.js';
import { merge, openOnes, tell, type OpenPlan, type Workbook } from './workbook.js';

const byKey = (a: Occurrence, b: Occurrence): number => (a.key < b.key ? -1 : 1);

/** A date is not missed by the moments that looking takes. */
const GRACE_MS = 3_600_000;

/** Brings one plan's occurrences to where they are now; answers whether there is more to do. */
export function project(book: Workbook, plan: OpenPlan, mostDates: number): boolean {
  return isCalendarPlan(plan.definition)
    ? projectDates(book, plan, mostDates)
    : projectCycle(book, plan);
}

function projectDates(book: Workbook, plan: OpenPlan, mostDates: number): boolean {
  for (const each of openOnes(plan).sort(byKey)) age(book, plan, each);
  for (let made = 0; made < mostDates; made += 1) {
    if (openOnes(plan).some(({ status }) => status === 'projected')) return false;
    const { rule = '', startsAt = '' } = plan.definition.triggers[0] ?? {};
    const [key] = nextDates(rule, startsAt, plan.standing.cursor, 1);
    if (key === undefined) return false;
    plan.standing = { ...plan.standing, cursor: key, cycle: plan.standing.cycle + 1 };
    const fresh = occurrence(book, plan, key, instantOf(key, plan.definition.timeZone));
    plan.occurrences.push(fresh);
    age(book, plan, fresh);
  }
  return true;
}

function projectCycle(book: Workbook, plan: OpenPlan): boolean {
  seeFirstReadings(book, plan);
  const due = nextDue(plan.definition, plan.standing, book.facts.meters);
  const key = `cycle-${plan.standing.cycle}`;
  let current = plan.occurrences.find((each) => each.key === key);
  if (!current) {
    current = occurrence(book, plan, key, null);
    plan.occurrences.push(current);
  }
  if (isBefore(current.status, 'due') && current.status !== 'merged') {
    current.dueAt = due.dueAt;
    current.dueReading = due.dueReading;
    current.askedBy = due.askedBy;
  }
  age(book, plan, current, due.soon);
  return false;
}

/** A meter counts from its first reading unless the plan says from where. */
function seeFirstReadings({ facts }: Workbook, plan: OpenPlan): void {
  plan.definition.triggers.forEach(({ kind, sensorKey = '', at }, index) => {
    if (kind !== 'meter' || at !== undefined || plan.standing.readings[index] !== undefined) return;
    const first = facts.meters[sensorKey]?.reading;
    if (first === undefined) return;
    plan.standing = {
      ...plan.standing,
      readings: { ...plan.standing.readings, [index]: first },
    };
  });
}

const occurrence = (
  book: Workbook,
  plan: OpenPlan,
  key: string,
  dueAt: number | null,
): Occurrence => ({
  id: book.newId(),
  planId: plan.planId,
  key,
  planVersion: plan.version,
  status: 'projected',
  dueAt,
  dueReading: null,
  askedBy: null,
  overdue: false,
  mergedInto: null,
  reason: null,
  workOrderId: null,
  endedAt: null,
});

/** Takes an occurrence through every state that its time has come for; never back. */
function age(book: Workbook, plan: OpenPlan, each: Occurrence, soon = false): void {
  if (each.status === 'merged') return;
  const { now } = book;
  const { definition } = plan;
  const dueAt = each.dueAt ?? Number.POSITIVE_INFINITY;
  const isLate = now > dueAt + toleranceMs(definition);
  if (each.status === 'ordered') {
    if (isLate && !each.overdue) overdue(book, each);
    return;
  }
  if (each.status === 'projected' && (soon || now >= dueAt - leadMs(definition))) {
    each.status = 'due_soon';
    tell(book, 'due_soon', each);
  }
  if (each.status === 'due_soon' && now >= dueAt) {
    if (isCalendarPlan(definition) && catchUp(book, plan, each)) return;
    each.status = 'due';
    tell(book, 'due', each);
  }
  if (each.status === 'due' && isLate) {
    each.status = 'overdue';
    overdue(book, each);
  }
}

function overdue(book: Workbook, each: Occurrence): void {
  each.overdue = true;
  tell(book, 'overdue', each);
}

/** Answers whether a date that has come ends at once instead of becoming due. */
function catchUp(book: Workbook, plan: OpenPlan, each: Occurrence): boolean {
  const { catchUp: policy = 'create_one' } = plan.definition;
  switch (policy) {
    case 'create_each':
      return false;
    case 'create_one': {
      const earlier = openOnes(plan).find(({ key }) => key < each.key);
      if (earlier) merge(book, each, earlier);
      return earlier !== undefined;
    }
    case 'skip': {
      const window = Math.max(toleranceMs(plan.definition), GRACE_MS);
      const missed = each.dueAt !== null && book.now > each.dueAt + window;
      if (missed) skip(book, plan, each, 'missed');
      return missed;
    }
  }
}
