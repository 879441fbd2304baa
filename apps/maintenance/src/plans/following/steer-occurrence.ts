import { Injectable } from '@nestjs/common';
import type { EventDraft, OccurrenceView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import { isOver, type Occurrence } from '../domain/plan-at-equipment.js';
import type { OpenPlan, Workbook } from '../domain/workbook.js';
import { OccurrenceRepository } from '../persistence/occurrence.repository.js';
import { PlanDesk } from './plan-desk.js';

/** Lets a person decide on one occurrence. */
@Injectable()
export class SteerOccurrence {
  constructor(
    private readonly occurrences: OccurrenceRepository,
    private readonly desk: PlanDesk,
  ) {}

  async steer(
    occurrenceId: string,
    verb: string,
    tx: Transaction,
    decide: (book: Workbook, plan: OpenPlan, each: Occurrence) => Promise<EventDraft[]> | undefined,
  ): Promise<{ reply: OccurrenceView; events: EventDraft[] }> {
    const known = await this.get(occurrenceId, tx);
    const desk = await this.desk.open(known.equipmentId, tx);
    const plan = desk?.book.plans.find(({ planId }) => planId === known.planId);
    const each = plan?.occurrences.find(({ id }) => id === occurrenceId);
    if (!desk || !plan || !each || isOver(each) || each.status === 'ordered') {
      const status = each?.status ?? known.status;
      throw Refusal.conflict(`An occurrence that is ${status} cannot be ${verb}.`);
    }
    const decided = (await decide(desk.book, plan, each)) ?? [];
    const told = await this.desk.close(desk, { dueAt: new Date() }, tx);
    return { reply: await this.get(occurrenceId, tx), events: [...told, ...decided] };
  }

  private async get(occurrenceId: string, tx: Transaction): Promise<OccurrenceView> {
    const found = await this.occurrences.find(occurrenceId, tx);
    if (!found) throw Refusal.notFound('occurrence', occurrenceId);
    return found;
  }
}
