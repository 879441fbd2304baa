import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { OrderWork } from '../../life-cycle/order-work.js';
import type { Occurrence } from '../domain/plan-at-equipment.js';
import type { OpenPlan } from '../domain/workbook.js';
import { BringWork } from './bring-work.js';
import type { Desk } from './plan-desk.js';

/** Orders the work of an occurrence, with what its plan and those that it took in ask for. */
@Injectable()
export class OrderOccurrence {
  constructor(
    private readonly board: OrderWork,
    private readonly bringing: BringWork,
  ) {}

  async order(
    { equipmentId, book }: Pick<Desk, 'equipmentId' | 'book'>,
    { plan, occurrence: each }: { readonly plan: OpenPlan; readonly occurrence: Occurrence },
    correlationId: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const { kind = 'preventive', priority = 'medium', title, description } = plan.definition;
    const words = { kind, priority, title, description: description ?? title };
    const dueAt = each.dueAt === null ? null : new Date(each.dueAt);
    const signatureAsked = plan.definition.signed ?? false;
    const origin = { planId: plan.planId, occurrenceId: each.id, dueAt, signatureAsked };
    const work = { equipmentId, caseId: null, correlationId, ...words, ...origin };
    const { order, events } = await this.board.order(work, tx);
    each.status = 'ordered';
    each.workOrderId = order.id;
    return [...events, ...(await this.bringing.to(order, book, { plan, occurrence: each }, tx))];
  }
}
