import { Injectable } from '@nestjs/common';
import type { SystemTransaction, Transaction } from '@libs/database';

/** What ends by itself. */
export type TimerKind = 'shelving' | 'chattering';

export interface AlarmTimer {
  /** Another one each time it is set: a job of the earlier one finds nothing. */
  readonly id: string;
  readonly alarmId: string;
  readonly kind: TimerKind;
  readonly dueAt: Date;
}

export interface DueTimer {
  readonly tenantId: string;
  readonly id: string;
  readonly attempt: number;
  readonly correlationId: string;
}

/** How long a job may be lost before its row is put into the queue again. */
const ENQUEUED_SECONDS = 10;

@Injectable()
export class AlarmTimerRepository {
  async set(timer: AlarmTimer, correlationId: string, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO alarm_timer (tenant_id, id, alarm_id, kind, due_at, correlation_id)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT alarm_timer_alarm_key
         DO UPDATE SET id = excluded.id, due_at = excluded.due_at, lease_until = '-infinity'`,
      [tx.tenantId, timer.id, timer.alarmId, timer.kind, timer.dueAt, correlationId],
    );
  }

  async remove(alarmId: string, kind: TimerKind, tx: Transaction): Promise<void> {
    await tx.query(`DELETE FROM alarm_timer WHERE tenant_id = $1 AND alarm_id = $2 AND kind = $3`, [
      tx.tenantId,
      alarmId,
      kind,
    ]);
  }

  async find(id: string, tx: Transaction): Promise<AlarmTimer | undefined> {
    const [timer] = await tx.query<AlarmTimer>(
      `SELECT id, alarm_id AS "alarmId", kind, due_at AS "dueAt"
       FROM alarm_timer WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id],
    );
    return timer;
  }

  leaseDue(limit: number, tx: SystemTransaction): Promise<DueTimer[]> {
    return tx.query<DueTimer>(
      `UPDATE alarm_timer
       SET attempts = attempts + 1,
           lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE (tenant_id, id) IN (
         SELECT tenant_id, id FROM alarm_timer
         WHERE due_at <= now() AND lease_until < now()
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", id, attempts AS attempt,
         correlation_id AS "correlationId"`,
      [limit],
    );
  }
}
