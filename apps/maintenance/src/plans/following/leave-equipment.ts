import { Injectable } from '@nestjs/common';
import { draft, PlanChanged, PlanRetired, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { leave } from '../domain/change-standing.js';
import { skip } from '../domain/end-occurrence.js';
import { openOnes, type OpenPlan, type Workbook } from '../domain/workbook.js';
import { PlanRepository, type Plan } from '../persistence/plan.repository.js';
import { PlanDesk } from './plan-desk.js';

const BY = 'agent:maintenance';

/** Ends the plans of equipment that is there no more; those of other equipment go on without it. */
@Injectable()
export class LeaveEquipment {
  constructor(
    private readonly plans: PlanRepository,
    private readonly desk: PlanDesk,
  ) {}

  async leave(equipmentId: string, reason: string, tx: Transaction): Promise<EventDraft[]> {
    const told: EventDraft[] = [];
    // A plan before its equipment, as when people change it: so nobody waits for each other for ever.
    for (const plan of await this.plans.lockAllFor(equipmentId, tx)) {
      told.push(await this.without(equipmentId, plan, tx));
    }
    const desk = await this.desk.open(equipmentId, tx);
    if (!desk) return told;
    for (const plan of desk.book.plans) {
      leave(desk.book, plan, reason);
      skipCancelled(desk.book, plan, reason);
      plan.included = false;
    }
    return [...told, ...(await this.desk.close(desk, { dueAt: null }, tx))];
  }

  private async without(equipmentId: string, plan: Plan, tx: Transaction): Promise<EventDraft> {
    const { definition, version } = plan;
    const equipmentIds = definition.equipmentIds.filter((each) => each !== equipmentId);
    const over = equipmentIds.length === 0;
    const changed: Plan = {
      ...plan,
      ...(over ? { status: 'retired' as const } : { definition: { ...definition, equipmentIds } }),
      ...{ version: version + 1, changedBy: BY, changedAt: new Date() },
    };
    await this.plans.save(changed, tx);
    const { id: planId, status } = changed;
    const facts = { planId, version: changed.version, status, changedBy: BY };
    const told = { ...facts, title: definition.title };
    const about = { subject: `maintenance_plan/${planId}` };
    return over ? draft(PlanRetired, told, about) : draft(PlanChanged, told, about);
  }
}

/** Their work was called off with the equipment: nobody is to decide on them again. */
function skipCancelled(book: Workbook, plan: OpenPlan, reason: string): void {
  for (const each of openOnes(plan)) {
    const order = each.workOrderId === null ? undefined : book.facts.orders[each.workOrderId];
    if (order?.kind === 'cancelled') skip(book, plan, each, reason, 'withdrawn');
  }
}
