import { Injectable } from '@nestjs/common';
import { draft, NextMaintenanceChanged, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { EscalationRepository } from '../../escalations/persistence/escalation.repository.js';
import type { MeterReading } from '../domain/meter-reading.js';
import { isOpen, isOver } from '../domain/plan-at-equipment.js';
import { openWorkbook, type Workbook } from '../domain/workbook.js';
import { DueRepository } from '../persistence/due.repository.js';
import { OccurrenceRepository } from '../persistence/occurrence.repository.js';
import { PlanRepository } from '../persistence/plan.repository.js';
import {
  PlannedEquipmentRepository,
  type PlannedEquipment,
} from '../persistence/planned-equipment.repository.js';
import { occurrenceEvents } from './plan-events.js';

/** All plans of one equipment, locked and laid open. */
export interface Desk {
  readonly equipmentId: string;
  readonly known: PlannedEquipment;
  readonly book: Workbook;
}

const HOURS = 'operating_hours';

/** Lays an equipment's plans open, and puts away what became of them. */
@Injectable()
export class PlanDesk {
  constructor(
    private readonly planned: PlannedEquipmentRepository,
    private readonly plans: PlanRepository,
    private readonly occurrences: OccurrenceRepository,
    private readonly dues: DueRepository,
    private readonly escalations: EscalationRepository,
  ) {}

  async open(equipmentId: string, tx: Transaction): Promise<Desk | undefined> {
    const known = await this.planned.lockFor(equipmentId, tx);
    if (!known) return undefined;
    const stored = await this.planned.plansAt(equipmentId, tx);
    const live = await this.occurrences.live(equipmentId, tx);
    const plans = stored.map(({ status, ...plan }) => ({
      ...plan,
      inForce: status === 'active' && plan.included,
      occurrences: live.filter(({ planId }) => planId === plan.planId),
    }));
    const orders = await this.occurrences.ordersOf(live, tx);
    const facts = { meters: known.meters, orders };
    const book = openWorkbook(plans, { facts, now: Date.now(), newId: uuidv7 });
    return { equipmentId, known, book };
  }

  /** Keeps everything, and tells what happened. */
  async close(
    { equipmentId, known, book }: Desk,
    next: { dueAt: Date | null; meters?: Record<string, MeterReading> },
    tx: Transaction,
  ): Promise<EventDraft[]> {
    for (const each of book.withdrawn) await this.occurrences.remove(each.id, tx);
    const over = book.withdrawn.map(({ id }) => id);
    for (const plan of book.plans) {
      const { planId, standing, included } = plan;
      await this.plans.saveStanding({ planId, equipmentId }, { included, standing }, tx);
      for (const each of plan.occurrences) {
        await this.occurrences.save(equipmentId, each, tx);
        if (isOpen(each)) await this.dues.show(equipmentId, each, plan.definition, tx);
        else over.push(each.id);
      }
    }
    await this.armOverdue(book, known.correlationId, tx);
    await this.dues.hide(over, tx);
    const { nextAt, nextHours } = nextMaintenance(book);
    const { meters = known.meters } = next;
    const at = nextAt === null ? null : new Date(nextAt);
    await this.planned.save(equipmentId, { meters, nextAt: at, nextHours, dueAt: next.dueAt }, tx);
    const same = known.nextAt?.getTime() === at?.getTime() && known.nextHours === nextHours;
    return [
      ...book.happenings.flatMap((each) => {
        const plan = book.plans.find(({ planId }) => planId === each.occurrence.planId);
        return plan ? occurrenceEvents(equipmentId, each, plan.definition) : [];
      }),
      ...(same ? [] : [nextMaintenanceDraft(equipmentId, at, nextHours)]),
    ];
  }

  /** What has a work order is told of as that. */
  private async armOverdue(book: Workbook, correlationId: string, tx: Transaction): Promise<void> {
    for (const { kind, occurrence } of book.happenings) {
      if (kind !== 'overdue' || occurrence.workOrderId !== null) continue;
      const plan = book.plans.find(({ planId }) => planId === occurrence.planId);
      const name = plan?.definition.title ?? occurrence.key;
      const overdueAt = new Date(occurrence.dueAt ?? book.now);
      const overdue = { id: occurrence.id, kind: 'occurrence', overdueAt, name } as const;
      await this.escalations.arm(overdue, correlationId, tx);
    }
  }
}

/** The soonest of what is not over, by time and by operating hours. */
function nextMaintenance({ plans }: Workbook): { nextAt: number | null; nextHours: number | null } {
  const open = plans.flatMap(({ occurrences }) => occurrences.filter((each) => !isOver(each)));
  const times = open.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]));
  const hours = open.flatMap(({ dueReading }) =>
    dueReading?.sensorKey === HOURS ? [dueReading.reading] : [],
  );
  const least = (values: number[]): number | null =>
    values.length > 0 ? Math.min(...values) : null;
  return { nextAt: least(times), nextHours: least(hours) };
}

const nextMaintenanceDraft = (
  equipmentId: string,
  at: Date | null,
  hours: number | null,
): EventDraft =>
  draft(NextMaintenanceChanged, {
    equipmentId,
    ...(at && { nextMaintenanceAt: at.toISOString() }),
    ...(hours !== null && { nextMaintenanceHours: hours }),
  });
