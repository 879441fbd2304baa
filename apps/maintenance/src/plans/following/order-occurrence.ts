import { Injectable } from '@nestjs/common';
import { draft, PartNeeded, type EventDraft, type PlanPart } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { OrderWork } from '../../life-cycle/order-work.js';
import { PartUseRepository } from '../../persistence/parts/part-use.repository.js';
import type { WorkOrder } from '../../persistence/work-order.entity.js';
import type { Occurrence } from '../domain/plan-at-equipment.js';
import type { OpenPlan } from '../domain/workbook.js';
import { BringTasks } from './bring-tasks.js';
import type { Desk } from './plan-desk.js';

/** Orders the work of an occurrence, with the tasks and the parts that its plan names. */
@Injectable()
export class OrderOccurrence {
  constructor(
    private readonly board: OrderWork,
    private readonly uses: PartUseRepository,
    private readonly tasks: BringTasks,
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
    return [
      ...events,
      ...(await this.tasks.to(order, book, { plan, occurrence: each }, tx)),
      ...(await this.needParts(order, plan.definition.parts ?? [], tx)),
    ];
  }

  private async needParts(
    { id: workOrderId, equipmentId }: WorkOrder,
    parts: readonly PlanPart[],
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const events: EventDraft[] = [];
    for (const { partId, quantity } of parts) {
      const of = { workOrderId, partId, quantity };
      await this.uses.need(of, null, tx);
      const { number } = await this.uses.get(of, tx);
      events.push(draft(PartNeeded, { ...of, equipmentId, number, by: 'maintenance' }));
    }
    return events;
  }
}
