import { Injectable } from '@nestjs/common';
import type { SystemTransaction, Transaction } from '@libs/database';
import type { DueBacktest } from './backtest.repository.js';

const ENQUEUED_SECONDS = 60;
const PARTS = ['backtest_alarm', 'backtest_failure', 'backtest_machine'];

/** Backtests that ended so long ago that they go. */
@Injectable()
export class OldBacktestRepository {
  leaseDue(days: number, limit: number, tx: SystemTransaction): Promise<DueBacktest[]> {
    return tx.query<DueBacktest>(
      `UPDATE backtest SET attempt = attempt + 1,
         lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE (tenant_id, id) IN (
         SELECT tenant_id, id FROM backtest
         WHERE ended_at < now() - make_interval(days => $1) AND lease_until < now()
         ORDER BY ended_at LIMIT $2 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", id, attempt, correlation_id AS "correlationId",
         'Backtest that ended ' || to_char(ended_at, 'YYYY-MM-DD') AS label`,
      [days, limit],
    );
  }

  async forget(id: string, tx: Transaction): Promise<void> {
    for (const part of PARTS) {
      await tx.query(`DELETE FROM ${part} WHERE tenant_id = $1 AND backtest_id = $2`, [
        tx.tenantId,
        id,
      ]);
    }
    await tx.query('DELETE FROM backtest WHERE tenant_id = $1 AND id = $2', [tx.tenantId, id]);
  }
}
