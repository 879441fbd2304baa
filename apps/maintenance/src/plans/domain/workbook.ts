import {
  isOver,
  type Facts,
  type Occurrence,
  type PlanAtEquipment,
  type Standing,
} from './plan-at-equipment.js';

/** What an occurrence came to, to be told. */
export interface Happening {
  readonly kind:
    'due_soon' | 'due' | 'overdue' | 'done' | 'skipped' | 'withdrawn' | 'merged' | 'reopened';
  readonly occurrence: Occurrence;
}

/** A plan while it is looked after. */
export interface OpenPlan extends Omit<PlanAtEquipment, 'standing' | 'included' | 'occurrences'> {
  included: boolean;
  standing: Standing;
  readonly occurrences: Occurrence[];
}

/** One look at all plans of one equipment: copies that are changed, and what happened. */
export interface Workbook {
  readonly plans: readonly OpenPlan[];
  readonly facts: Facts;
  readonly now: number;
  readonly newId: () => string;
  readonly happenings: Happening[];
  /** Occurrences that are taken back, as if they had never been told. */
  readonly withdrawn: Occurrence[];
}

export function openWorkbook(
  plans: readonly PlanAtEquipment[],
  around: Pick<Workbook, 'facts' | 'now' | 'newId'>,
): Workbook {
  const open = plans.map((plan) => ({
    ...plan,
    standing: structuredClone(plan.standing),
    occurrences: plan.occurrences.map((each) => ({ ...each })),
  }));
  return { ...around, plans: open, happenings: [], withdrawn: [] };
}

/** What happened is told as it was then. */
export function tell(book: Workbook, kind: Happening['kind'], occurrence: Occurrence): void {
  book.happenings.push({ kind, occurrence: { ...occurrence } });
}

/** What other plans had merged into an occurrence, also by way of a later date of its own plan. */
export const partsOf = (book: Workbook, plan: OpenPlan, id: string): [OpenPlan, Occurrence][] =>
  book.plans.flatMap((other) =>
    other.occurrences
      .filter((each) => each.status === 'merged' && each.mergedInto === id)
      .flatMap((each): [OpenPlan, Occurrence][] =>
        other === plan ? partsOf(book, plan, each.id) : [[other, each]],
      ),
  );

export function merge(book: Workbook, each: Occurrence, into: Occurrence): void {
  each.status = 'merged';
  each.mergedInto = into.id;
  each.endedAt = book.now;
  tell(book, 'merged', each);
}

export const openOnes = ({ occurrences }: OpenPlan): Occurrence[] =>
  occurrences.filter((each) => !isOver(each));

/** Whose work is done with an occurrence: its plan's, and that of all it took in; each once. */
export const plansDoneWith = (book: Workbook, plan: OpenPlan, { id }: Occurrence): OpenPlan[] => {
  const others = partsOf(book, plan, id).flatMap(([other, part]) =>
    plansDoneWith(book, other, part),
  );
  return [...new Set([plan, ...others])];
};

/** What had been ordered when it took in something now. */
export function grownOrders(book: Workbook): { plan: OpenPlan; occurrence: Occurrence }[] {
  const merged = book.happenings
    .filter(({ kind }) => kind === 'merged')
    .map(({ occurrence }) => occurrence.id);
  return book.plans.flatMap((plan) =>
    openOnes(plan)
      .filter(({ status }) => status === 'ordered')
      .filter(({ id }) => partsOf(book, plan, id).some(([, part]) => merged.includes(part.id)))
      .map((occurrence) => ({ plan, occurrence })),
  );
}
