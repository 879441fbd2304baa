import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Sweeper } from '@libs/jobs';
import { hearNews, type News } from '../domain/conditions.js';
import { PlannedEquipmentRepository } from '../persistence/planned-equipment.repository.js';
import { PlanRepository } from '../persistence/plan.repository.js';

/** Takes what happened to equipment into its plans, and has them looked after at once. */
@Injectable()
export class HearNews {
  constructor(
    private readonly planned: PlannedEquipmentRepository,
    private readonly plans: PlanRepository,
    private readonly sweeper: Sweeper,
  ) {}

  async hear(
    equipmentId: string,
    news: News,
    about: { readonly at: number; readonly correlationId: string },
    tx: Transaction,
  ): Promise<EventDraft[]> {
    if (!(await this.planned.lockFor(equipmentId, tx))) return [];
    let heard = false;
    for (const plan of await this.planned.plansAt(equipmentId, tx)) {
      const { planId, definition, included, status } = plan;
      if (!included || status !== 'active') continue;
      const standing = hearNews(plan.standing, definition, news, about.at);
      if (JSON.stringify(standing) === JSON.stringify(plan.standing)) continue;
      await this.plans.saveStanding({ planId, equipmentId }, { included, standing }, tx);
      heard = true;
    }
    if (!heard) return [];
    await this.planned.wake(equipmentId, about.correlationId, tx);
    this.sweeper.wake();
    return [];
  }
}
