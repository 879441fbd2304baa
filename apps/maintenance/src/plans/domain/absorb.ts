import { isOver, toleranceMs, type Occurrence } from './plan-at-equipment.js';
import { merge, openOnes, type OpenPlan, type Workbook } from './workbook.js';

/** Lets larger services take in the smaller ones of their group that are due in their window. */
export function absorb(book: Workbook): void {
  for (const plan of book.plans) {
    for (const each of openOnes(plan)) {
      // Work that is ordered goes on.
      if (each.status === 'ordered' || each.dueAt === null) continue;
      const larger = largestFor(book, plan, each, each.dueAt);
      if (larger) merge(book, each, larger);
    }
  }
}

function largestFor(
  book: Workbook,
  { definition: { service }, inForce }: OpenPlan,
  each: Occurrence,
  dueAt: number,
): Occurrence | undefined {
  if (!service || !inForce) return undefined;
  const larger = book.plans
    .filter(({ definition }) => definition.service?.group === service.group)
    .filter(({ definition }) => (definition.service?.level ?? 0) > service.level)
    .sort((a, b) => (b.definition.service?.level ?? 0) - (a.definition.service?.level ?? 0));
  for (const { definition, occurrences } of larger) {
    const near = occurrences.find((other) => {
      if (isOver(other) || other.dueAt === null || isSigned(book, other)) return false;
      // While both are only projected, either may still move.
      if (other.status === 'projected' && each.status === 'projected') return false;
      return Math.abs(other.dueAt - dueAt) <= toleranceMs(definition);
    });
    if (near) return near;
  }
  return undefined;
}

const isSigned = ({ facts }: Workbook, { workOrderId }: Occurrence): boolean =>
  workOrderId !== null && facts.orders[workOrderId]?.kind === 'signed';
