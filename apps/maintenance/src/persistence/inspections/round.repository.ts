import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type InspectionRoundView,
  type ListInspectionRounds,
  type Page,
} from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';
import { ArrayContains, Not } from 'typeorm';
import { InspectionRoundEntity, type InspectionRound } from './round.entity.js';
import { leaseDueSql, type DueRow } from './lease-due.js';

export const roundView = (row: InspectionRound): InspectionRoundView => ({
  id: row.id,
  version: row.version,
  name: row.name,
  templateId: row.templateId,
  equipmentIds: row.equipmentIds,
  locationId: row.locationId,
  rrule: row.rrule,
  startsAt: row.startsAt,
  timeZone: row.timeZone,
  windowMinutes: row.windowMinutes,
  leadDays: row.leadDays,
  team: row.team,
  catchUp: row.catchUp,
  state: row.state,
  plannedTo: row.plannedTo,
  changedBy: row.changedBy,
  createdAt: row.createdAt.toISOString(),
  changedAt: row.changedAt.toISOString(),
});

@Injectable()
export class InspectionRoundRepository {
  async add(round: InspectionRound, tx: Transaction): Promise<void> {
    await tx.manager.insert(InspectionRoundEntity, { ...round, tenantId: tx.tenantId });
  }

  async save({ id, ...rest }: InspectionRound, tx: Transaction): Promise<void> {
    await tx.manager.update(InspectionRoundEntity, { tenantId: tx.tenantId, id }, rest);
  }

  find(id: string, tx: Transaction): Promise<InspectionRound | null> {
    return tx.manager.findOneBy(InspectionRoundEntity, { tenantId: tx.tenantId, id });
  }

  lock(id: string, tx: Transaction): Promise<InspectionRound | null> {
    return tx.manager.findOne(InspectionRoundEntity, {
      where: { tenantId: tx.tenantId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Rounds that name a piece of equipment and are not retired, in one order everywhere. */
  lockAllFor(equipmentId: string, tx: Transaction): Promise<InspectionRound[]> {
    return tx.manager.find(InspectionRoundEntity, {
      where: {
        tenantId: tx.tenantId,
        state: Not('retired'),
        equipmentIds: ArrayContains([equipmentId]),
      },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  leaseDue(limit: number, tx: SystemTransaction): Promise<DueRow[]> {
    return tx.query<DueRow>(leaseDueSql('inspection_round', 'due_at', 'Plan the round'), [limit]);
  }

  /** Notes how far it is planned and when there is more; the job that does so ends its lease. */
  async planned(
    id: string,
    { plannedTo, dueAt }: Pick<InspectionRound, 'plannedTo' | 'dueAt'>,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `UPDATE inspection_round SET planned_to = $3, due_at = $4, lease_until = '-infinity'
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id, plannedTo, dueAt],
    );
  }

  async list(request: ListInspectionRounds, tx: Transaction): Promise<Page<InspectionRoundView>> {
    const { limit, offset } = pageWindow(request);
    const { state, templateId, equipmentId, team } = request;
    const [rows, totalCount] = await tx.manager.findAndCount(InspectionRoundEntity, {
      where: {
        tenantId: tx.tenantId,
        ...(state && { state }),
        ...(templateId && { templateId }),
        ...(team && { team }),
        ...(equipmentId && { equipmentIds: ArrayContains([equipmentId]) }),
      },
      order: { createdAt: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
    return { items: rows.map(roundView), totalCount };
  }
}
