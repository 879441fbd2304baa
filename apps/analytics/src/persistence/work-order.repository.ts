import { Injectable } from '@nestjs/common';
import type { HoldReason, WorkOrderEvent, WorkOrderKind } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Work } from '../domain/timeline/facts.js';
import { rowsBy } from './rows-by.js';
import { workLifeOf, type WorkStep, type WorkStepKind } from '../domain/timeline/work-life.js';

/** What an event of a work order tells; its kind is not part of all. */
export type ToldOrder = WorkOrderEvent & { readonly kind?: WorkOrderKind };

/** A step of a work order under its event's id, with its instant. */
export interface ToldStep {
  readonly eventId: string;
  readonly step: WorkStepKind;
  readonly at: string;
  readonly holdReason?: HoldReason | undefined;
  readonly restoredAt?: string | undefined;
}

export interface StepRow {
  readonly equipment_id: string;
  readonly work_order_id: string;
  readonly event_id: string;
  readonly step: WorkStepKind;
  readonly at: Date;
  readonly hold_reason: HoldReason | null;
  readonly restored_at: Date | null;
}

export const STEP_COLUMNS = `s.equipment_id, s.work_order_id, s.event_id, s.step, s.at,
  s.hold_reason, s.restored_at`;

export const stepOf = (row: StepRow): WorkStep => ({
  id: row.event_id,
  step: row.step,
  at: row.at.getTime(),
  holdReason: row.hold_reason,
  restoredAt: row.restored_at?.getTime() ?? null,
});

@Injectable()
export class WorkOrderRepository {
  async created(order: ToldOrder, at: string, tx: Transaction): Promise<void> {
    await this.know(order, tx);
    await tx.query('UPDATE work_order SET created_at = $3 WHERE tenant_id = $1 AND id = $2', [
      ...[tx.tenantId, order.workOrderId, at],
    ]);
  }

  /** Keeps the window that work was planned for last. */
  async planned(
    order: ToldOrder & { readonly plannedStartAt: string; readonly plannedEndAt: string },
    at: string,
    tx: Transaction,
  ): Promise<void> {
    await this.know(order, tx);
    await tx.query(
      `UPDATE work_order SET planned_at = $3, planned_from = $4, planned_to = $5
       WHERE tenant_id = $1 AND id = $2 AND coalesce(planned_at, '-infinity') <= $3`,
      [tx.tenantId, order.workOrderId, at, order.plannedStartAt, order.plannedEndAt],
    );
  }

  /** Notes one step of a work order's life; the others may come before or after. */
  async note(
    order: ToldOrder,
    { eventId, step, at, holdReason, restoredAt }: ToldStep,
    tx: Transaction,
  ): Promise<void> {
    await this.know(order, tx);
    await tx.query(
      `INSERT INTO work_step (tenant_id, event_id, work_order_id, equipment_id, step, at,
         hold_reason, restored_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [
        ...[tx.tenantId, eventId, order.workOrderId, order.equipmentId, step, at],
        ...[holdReason ?? null, restoredAt ?? null],
      ],
    );
  }

  /** When work was under way at a piece of equipment, as its timeline sees it. */
  async begunAt(equipmentId: string, tx: Transaction): Promise<Work[]> {
    const rows = await tx.query<StepRow & { label: string; kind: WorkOrderKind | null }>(
      `SELECT ${STEP_COLUMNS}, w.label, w.kind FROM work_step AS s
       JOIN work_order AS w ON w.tenant_id = s.tenant_id AND w.id = s.work_order_id
       WHERE s.tenant_id = $1 AND s.equipment_id = $2`,
      [tx.tenantId, equipmentId],
    );
    return [...rowsBy(rows, (row) => row.work_order_id)].flatMap(([id, ofOne]) => {
      const { label = '', kind = null } = ofOne[0] ?? {};
      return workLifeOf(ofOne.map(stepOf)).attendances.map(({ from, restoredAt }): Work => ({
        id,
        label,
        kind,
        startedAt: from,
        completedAt: restoredAt,
      }));
    });
  }

  private async know(
    { workOrderId, equipmentId, number, title, kind }: ToldOrder,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO work_order AS w (tenant_id, id, equipment_id, label, kind)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT work_order_pkey DO UPDATE
         SET kind = coalesce(excluded.kind, w.kind)`,
      [tx.tenantId, workOrderId, equipmentId, `${number}: ${title}`, kind ?? null],
    );
  }
}
