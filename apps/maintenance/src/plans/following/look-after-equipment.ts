import { Injectable } from '@nestjs/common';
import type { EventDraft, LatestValueView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { lookAfterPlans } from '../domain/look-after-plans.js';
import { isOver } from '../domain/plan-at-equipment.js';
import type { Workbook } from '../domain/workbook.js';
import { BringWork } from './bring-work.js';
import { OrderOccurrence } from './order-occurrence.js';
import { PlanDesk } from './plan-desk.js';
import { needsSensors, ReadSensors } from './read-sensors.js';

/** How often sensors are asked for, and orders looked at that nobody told of. */
const LOOK_AGAIN_MS = 60_000;

/** Brings all plans of one equipment to where they are now, and orders what is to be ordered. */
@Injectable()
export class LookAfterEquipment {
  constructor(
    private readonly desk: PlanDesk,
    private readonly ordering: OrderOccurrence,
    private readonly bringing: BringWork,
    private readonly sensors: ReadSensors,
  ) {}

  async look(
    equipmentId: string,
    shown: readonly LatestValueView[],
    correlationId: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const desk = await this.desk.open(equipmentId, tx);
    if (!desk) return [];
    const meters = await this.sensors.note(desk.book, shown, tx);
    const facts = { ...desk.book.facts, meters };
    const { book, toOrder, nextAt } = lookAfterPlans(desk.book.plans, { ...desk.book, facts });
    const ordered = await this.bringing.toGrown(book, tx);
    for (const each of toOrder) {
      const at = { equipmentId, book };
      ordered.push(...(await this.ordering.order(at, each, correlationId, tx)));
    }
    const dueAt = nextLook(book, nextAt);
    return [...(await this.desk.close({ ...desk, book }, { dueAt, meters }, tx)), ...ordered];
  }
}

function nextLook(book: Workbook, nextAt: number | null): Date | null {
  const watched = book.plans.some(({ inForce, definition, occurrences }) => {
    if (inForce && needsSensors(definition)) return true;
    return occurrences.some((each) => each.status === 'ordered' && !isOver(each));
  });
  const again = watched ? book.now + LOOK_AGAIN_MS : null;
  const times = [nextAt, again].flatMap((at) => at ?? []);
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}
