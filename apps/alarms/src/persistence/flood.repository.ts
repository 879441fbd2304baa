import { Injectable } from '@nestjs/common';
import type { SystemTransaction, Transaction } from '@libs/database';
import type { DueTimer } from './alarm-timer.repository.js';

export interface Flood {
  readonly id: string;
  readonly startedAt: Date;
  readonly operators: number;
  readonly firstOutAlarmId: string;
  readonly correlationId: string;
}

export interface FirstOut {
  readonly alarmId: string;
  readonly equipmentId: string;
  readonly message: string;
}

const COLUMNS = `id, started_at AS "startedAt", operators,
  first_out_alarm_id AS "firstOutAlarmId", correlation_id AS "correlationId"`;
const CAME_UP = `happened IN ('raised', 'reraised') AND NOT suppressed`;
const ENQUEUED_SECONDS = 10;

@Injectable()
export class FloodRepository {
  async findOpen(tx: Transaction): Promise<Flood | undefined> {
    const [open] = await tx.query<Flood>(
      `SELECT ${COLUMNS} FROM alarm_flood WHERE tenant_id = $1 AND ended_at IS NULL`,
      [tx.tenantId],
    );
    return open;
  }

  async lockOpen(id: string, tx: Transaction): Promise<Flood | undefined> {
    const [open] = await tx.query<Flood>(
      `SELECT ${COLUMNS} FROM alarm_flood
       WHERE tenant_id = $1 AND id = $2 AND ended_at IS NULL FOR UPDATE`,
      [tx.tenantId, id],
    );
    return open;
  }

  /** Alarms that came up and asked for attention. */
  async countSince(after: Date, tx: Transaction): Promise<number> {
    const [counted] = await tx.query<{ alarms: number }>(
      `SELECT count(*)::int AS alarms FROM alarm_history
       WHERE tenant_id = $1 AND noted_at > $2 AND ${CAME_UP}`,
      [tx.tenantId, after],
    );
    return counted?.alarms ?? 0;
  }

  async firstSince(after: Date, tx: Transaction): Promise<FirstOut | undefined> {
    const [first] = await tx.query<FirstOut>(
      `SELECT a.id AS "alarmId", a.equipment_id AS "equipmentId", a.message
       FROM alarm_history h JOIN alarm a ON a.tenant_id = h.tenant_id AND a.id = h.alarm_id
       WHERE h.tenant_id = $1 AND h.noted_at > $2 AND ${CAME_UP}
       ORDER BY h.noted_at, h.id LIMIT 1`,
      [tx.tenantId, after],
    );
    return first;
  }

  async add(flood: Flood, dueAt: Date, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO alarm_flood
         (tenant_id, id, started_at, operators, first_out_alarm_id, due_at, correlation_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        tx.tenantId,
        flood.id,
        flood.startedAt,
        flood.operators,
        flood.firstOutAlarmId,
        dueAt,
        flood.correlationId,
      ],
    );
  }

  async lookAgain(id: string, dueAt: Date, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE alarm_flood SET due_at = $3, lease_until = '-infinity'
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id, dueAt],
    );
  }

  async end(id: string, endedAt: Date, tx: Transaction): Promise<void> {
    await tx.query(`UPDATE alarm_flood SET ended_at = $3 WHERE tenant_id = $1 AND id = $2`, [
      tx.tenantId,
      id,
      endedAt,
    ]);
  }

  leaseDue(limit: number, tx: SystemTransaction): Promise<DueTimer[]> {
    return tx.query<DueTimer>(
      `UPDATE alarm_flood
       SET attempts = attempts + 1,
           lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE (tenant_id, id) IN (
         SELECT tenant_id, id FROM alarm_flood
         WHERE ended_at IS NULL AND due_at <= now() AND lease_until < now()
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", id, attempts AS attempt,
         correlation_id AS "correlationId"`,
      [limit],
    );
  }
}
