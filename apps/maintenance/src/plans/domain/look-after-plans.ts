import { absorb } from './absorb.js';
import { finish } from './end-occurrence.js';
import { leadMs, toleranceMs, type Occurrence, type PlanAtEquipment } from './plan-at-equipment.js';
import { project } from './project.js';
import { openOnes, openWorkbook, type OpenPlan, type Workbook } from './workbook.js';

/** What came of looking after an equipment's plans. */
export interface Looked {
  readonly book: Workbook;
  /** What work is to be ordered for now. */
  readonly toOrder: readonly { readonly plan: OpenPlan; readonly occurrence: Occurrence }[];
  /** When to look again; null when nothing comes by itself. */
  readonly nextAt: number | null;
}

/** Most dates that one look makes of one plan; what remains is for the next. */
export const MOST_DATES = 60;

/**
 * Brings every plan of one equipment to where it is now. Whoever looks late, or often, finds the
 * same: everything follows from the dates, the facts and what was done.
 */
export function lookAfterPlans(
  plans: readonly PlanAtEquipment[],
  around: Pick<Workbook, 'facts' | 'now' | 'newId'>,
): Looked {
  const book = openWorkbook(plans, around);
  for (const plan of book.plans) closeOrders(book, plan);
  const inForce = book.plans.filter((plan) => plan.inForce);
  const more = inForce.map((plan) => project(book, plan, MOST_DATES)).includes(true);
  absorb(book);
  const toOrder = inForce.flatMap((plan) =>
    openOnes(plan)
      .filter((each) => isToOrder(plan, each))
      .map((occurrence) => ({ plan, occurrence })),
  );
  return { book, toOrder, nextAt: more ? book.now : nextLook(book) };
}

/** What became of the work that was ordered. */
export function closeOrders(book: Workbook, plan: OpenPlan): void {
  for (const each of openOnes(plan)) {
    const end = each.workOrderId === null ? undefined : book.facts.orders[each.workOrderId];
    if (!end || each.status !== 'ordered') continue;
    if (end.kind === 'completed') finish(book, plan, each, end.at);
    // Whoever cancelled it decides what comes next: it is not ordered again by itself.
    else if (end.kind === 'cancelled') each.status = statusWithoutOrder(book, each);
  }
}

function statusWithoutOrder(
  { now }: Workbook,
  { overdue, dueAt }: Occurrence,
): 'overdue' | 'due' | 'due_soon' {
  if (overdue) return 'overdue';
  return dueAt !== null && now >= dueAt ? 'due' : 'due_soon';
}

function isToOrder({ definition: { ordering = 'when_due' } }: OpenPlan, each: Occurrence): boolean {
  if (each.workOrderId !== null || ordering === 'by_hand') return false;
  const early = ordering === 'when_due_soon' && each.status === 'due_soon';
  return early || each.status === 'due' || each.status === 'overdue';
}

function nextLook(book: Workbook): number | null {
  const times = book.plans
    .filter(({ inForce }) => inForce)
    .flatMap((plan) => openOnes(plan).flatMap((each) => turns(plan, each)))
    .filter((at) => at > book.now);
  return times.length > 0 ? Math.min(...times) : null;
}

/** The instants at which an occurrence turns into something else; lateness begins after the last. */
function turns({ definition }: OpenPlan, { dueAt }: Occurrence): number[] {
  if (dueAt === null) return [];
  return [dueAt - leadMs(definition), dueAt, dueAt + toleranceMs(definition) + 1];
}
