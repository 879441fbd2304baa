import { Injectable } from '@nestjs/common';
import { pageWindow } from '@libs/contracts';
import type { ListMaintenanceRecords, MaintenanceRecordFields } from '@libs/contracts';
import type { MaintenanceRecordView, Page } from '@libs/contracts';
import type { Transaction } from '@libs/database';

const COLUMNS = `id, equipment_id AS "equipmentId", maintenance_type AS "maintenanceType",
  description, descriptions, performed_by AS "performedBy", performed_at AS "performedAt",
  trim_scale(cost)::text AS cost, currency, notes, replaced_parts AS "replacedParts", kind, failure,
  work_order_id AS "workOrderId", corrects, recorded_by AS "recordedBy",
  recorded_at AS "recordedAt"`;

interface Row extends Omit<MaintenanceRecordView, 'performedAt' | 'recordedAt'> {
  readonly performedAt: Date;
  readonly recordedAt: Date;
}

/** What is not known is left out, as in the event. */
function viewOf(row: Row): MaintenanceRecordView {
  const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  const performedAt = row.performedAt.toISOString();
  return { ...(known as Row), performedAt, recordedAt: row.recordedAt.toISOString() };
}

/** What was done at equipment; the database lets nothing of it be changed. */
@Injectable()
export class MaintenanceRecordRepository {
  async add(
    record: MaintenanceRecordFields,
    by: { readonly name: string; readonly actor: string },
    tx: Transaction,
  ): Promise<MaintenanceRecordView> {
    const [row] = await tx.query<Row>(
      `INSERT INTO maintenance_record (tenant_id, id, equipment_id, maintenance_type, description,
         descriptions, performed_by, performed_at, cost, currency, notes, replaced_parts, kind,
         failure, work_order_id, corrects, recorded_by, recorded_by_actor, recorded_at)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
         $16, $17, now())
       RETURNING ${COLUMNS}`,
      [
        ...[tx.tenantId, record.equipmentId, record.maintenanceType, record.description],
        ...[JSON.stringify(record.descriptions ?? {}), record.performedBy, record.performedAt],
        ...[record.cost ?? null, record.currency ?? null, record.notes ?? null],
        ...[JSON.stringify(record.replacedParts ?? []), record.kind ?? null],
        ...[record.failure === undefined ? null : JSON.stringify(record.failure)],
        ...[record.workOrderId ?? null, record.corrects ?? null, by.name, by.actor],
      ],
    );
    if (!row) throw new Error('The record was not written.');
    return viewOf(row);
  }

  async find(id: string, tx: Transaction): Promise<MaintenanceRecordView | null> {
    const sql = `SELECT ${COLUMNS} FROM maintenance_record WHERE tenant_id = $1 AND id = $2`;
    const [row] = await tx.query<Row>(sql, [tx.tenantId, id]);
    return row ? viewOf(row) : null;
  }

  async list(
    request: ListMaintenanceRecords,
    tx: Transaction,
  ): Promise<Page<MaintenanceRecordView>> {
    const { limit, offset } = pageWindow(request);
    const filters: readonly [string, string | undefined][] = [
      ['equipment_id =', request.equipmentId],
      ['maintenance_type =', request.maintenanceType],
      ['work_order_id =', request.workOrderId],
      ['performed_at >=', request.from],
      ['performed_at <', request.to],
    ];
    const asked = filters.filter(([, value]) => value !== undefined);
    const those = asked.map(([test], index) => ` AND ${test} $${index + 2}`).join('');
    const values = [tx.tenantId, ...asked.map(([, value]) => value)];
    const from = `FROM maintenance_record WHERE tenant_id = $1${those}`;
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} ${from} ORDER BY performed_at DESC, id
       LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
      [...values, limit, offset],
    );
    const [all] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count ${from}`,
      values,
    );
    return { items: rows.map(viewOf), totalCount: all?.count ?? 0 };
  }
}
