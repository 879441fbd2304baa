import { Injectable } from '@nestjs/common';
import { pageWindow, type InspectionView, type ListInspections, type Page } from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';
import { And, Equal, In, LessThan, MoreThan, MoreThanOrEqual } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { nextByItself } from '../../domain/inspections/inspection-life.js';
import { inspectionView } from './inspection-view.js';
import { InspectionEntity, type Inspection, type NewInspection } from './inspection.entity.js';
import { leaseDueSql, type DueRow } from './lease-due.js';

@Injectable()
export class InspectionRepository {
  /** Adds what is not there yet: one per round, equipment and occurrence. Answers what it added. */
  async add(inspections: readonly NewInspection[], tx: Transaction): Promise<Inspection[]> {
    if (inspections.length === 0) return [];
    const rows = inspections.map(newInspection);
    const added = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(InspectionEntity)
      .values(rows.map((row) => ({ ...row, tenantId: tx.tenantId })))
      .orIgnore()
      .returning('id')
      .execute();
    const ids = new Set((added.raw as { id: string }[]).map(({ id }) => id));
    return rows.filter(({ id }) => ids.has(id));
  }

  find(id: string, tx: Transaction): Promise<Inspection | null> {
    return tx.manager.findOneBy(InspectionEntity, { tenantId: tx.tenantId, id });
  }

  lock(id: string, tx: Transaction): Promise<Inspection | null> {
    return tx.manager.findOne(InspectionEntity, {
      where: { tenantId: tx.tenantId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Those of a round that are not due yet. */
  lockAhead(roundId: string, tx: Transaction): Promise<Inspection[]> {
    return tx.manager.find(InspectionEntity, {
      where: { tenantId: tx.tenantId, roundId, status: 'scheduled' },
      order: { dueAt: 'ASC', id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Those of equipment that nobody has begun with. */
  lockUnbegun(equipmentId: string, tx: Transaction): Promise<Inspection[]> {
    return tx.manager.find(InspectionEntity, {
      where: { tenantId: tx.tenantId, equipmentId, status: In(['scheduled', 'due']) },
      order: { dueAt: 'ASC', id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Saves changes to a locked inspection as its next version. */
  async save(known: Inspection, changes: Partial<Inspection>, tx: Transaction) {
    const next = { ...known, ...changes, version: known.version + 1 };
    next.followAt = nextByItself(next);
    const { id, ...rest } = next;
    await tx.manager.update(InspectionEntity, { tenantId: tx.tenantId, id }, rest);
    return next;
  }

  leaseDue(limit: number, tx: SystemTransaction): Promise<DueRow[]> {
    return tx.query<DueRow>(leaseDueSql('inspection', 'follow_at', 'Follow the inspection'), [
      limit,
    ]);
  }

  async list(request: ListInspections, tx: Transaction): Promise<Page<InspectionView>> {
    const { limit, offset } = pageWindow(request);
    const { equipmentId, templateId, roundId, status, band, team, failed, from, to } = request;
    const due = [
      ...(from === undefined ? [] : [MoreThanOrEqual(new Date(from))]),
      ...(to === undefined ? [] : [LessThan(new Date(to))]),
    ];
    const [rows, totalCount] = await tx.manager.findAndCount(InspectionEntity, {
      where: {
        tenantId: tx.tenantId,
        ...(equipmentId && { equipmentId }),
        ...(templateId && { templateId }),
        ...(roundId && { roundId }),
        ...(status && { status }),
        ...(band && { band }),
        ...(team && { team }),
        ...(failed && { failedItems: failed === 'true' ? MoreThan(0) : Equal(0) }),
        ...(due.length > 0 && { dueAt: And(...due) }),
      },
      order: { dueAt: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
    return { items: rows.map(inspectionView), totalCount };
  }
}

function newInspection(decided: NewInspection): Inspection {
  const row: Inspection = {
    ...decided,
    id: uuidv7(),
    followAt: null,
    score: null,
    band: null,
    failedItems: 0,
    startedAt: null,
    startedBy: null,
    submissionId: null,
    performedAt: null,
    submittedAt: null,
    submittedBy: null,
    submittedActor: null,
    reviewedAt: null,
    reviewedBy: null,
    reviewComment: null,
    closedAt: null,
    cancelReason: null,
    version: 1,
  };
  return { ...row, followAt: nextByItself(row) };
}
