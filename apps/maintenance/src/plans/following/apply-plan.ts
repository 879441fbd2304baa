import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { firstStanding, follow, leave, resume } from '../domain/change-standing.js';
import type { OpenPlan, Workbook } from '../domain/workbook.js';
import { PlanRepository, type Plan } from '../persistence/plan.repository.js';
import { PlannedEquipmentRepository } from '../persistence/planned-equipment.repository.js';
import { PlanDesk } from './plan-desk.js';

/** Brings a plan's change to each equipment that it is, or was, for. */
@Injectable()
export class ApplyPlan {
  constructor(
    private readonly plans: PlanRepository,
    private readonly planned: PlannedEquipmentRepository,
    private readonly desk: PlanDesk,
  ) {}

  async apply(
    before: Plan,
    plan: Plan,
    correlationId: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    if (before.status === 'draft' && plan.status !== 'active') return [];
    const known = await this.plans.equipmentOf(plan.id, tx);
    const named = plan.definition.equipmentIds;
    // In one order everywhere, so that two changes never wait for each other.
    const all = [...new Set([...known, ...named])].sort();
    const events: EventDraft[] = [];
    for (const equipmentId of all) {
      await this.planned.wake(equipmentId, correlationId, tx);
      if (!known.includes(equipmentId)) {
        const standing = firstStanding(plan.definition, plan.changedAt.getTime());
        const at = { planId: plan.id, equipmentId };
        await this.plans.saveStanding(at, { included: true, standing }, tx);
      } else {
        events.push(...(await this.applyAt(equipmentId, before, plan, tx)));
      }
    }
    return events;
  }

  private async applyAt(
    equipmentId: string,
    before: Plan,
    plan: Plan,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const desk = await this.desk.open(equipmentId, tx);
    const open = desk?.book.plans.find(({ planId }) => planId === plan.id);
    if (!desk || !open) return [];
    change(desk.book, open, before, plan, plan.definition.equipmentIds.includes(equipmentId));
    return this.desk.close(desk, { dueAt: new Date() }, tx);
  }
}

function change(book: Workbook, open: OpenPlan, before: Plan, plan: Plan, named: boolean): void {
  if (plan.status === 'retired') leave(book, open, 'the plan was put away');
  else if (open.included && !named)
    leave(book, open, 'the plan is not for this equipment any more');
  else if (before.status === 'paused' && plan.status === 'active') resume(book, open);
  else if (open.included) follow(book, open, before.definition);
  else resume(book, open);
  open.included = named;
}
