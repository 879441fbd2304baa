import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { REMEMBERED_MS, type Signal } from '@libs/alarm-rules';

export interface SourcedSignal extends Signal {
  readonly id: string;
  readonly equipmentId: string;
  readonly sourceId: string;
}

@Injectable()
export class SignalRepository {
  async add(signal: SourcedSignal, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO rule_signal
         (tenant_id, id, equipment_id, source_id, kind, sensor_key, value, score, from_at, to_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        tx.tenantId,
        signal.id,
        signal.equipmentId,
        signal.sourceId,
        signal.kind,
        signal.sensorKey,
        signal.value,
        signal.score,
        signal.from,
        signal.to,
      ],
    );
  }

  /** Ends what a source began before. */
  async end(equipmentId: string, sourceId: string, at: Date, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE rule_signal SET to_at = $4
       WHERE tenant_id = $1 AND equipment_id = $2 AND source_id = $3 AND to_at IS NULL
         AND from_at <= $4`,
      [tx.tenantId, equipmentId, sourceId, at],
    );
  }

  async forget(equipmentId: string, now: Date, tx: Transaction): Promise<void> {
    await tx.query(
      `DELETE FROM rule_signal WHERE tenant_id = $1 AND equipment_id = $2 AND to_at < $3`,
      [tx.tenantId, equipmentId, new Date(now.getTime() - REMEMBERED_MS)],
    );
  }

  findOf(equipmentId: string, tx: Transaction): Promise<SourcedSignal[]> {
    return tx.query<SourcedSignal>(
      `SELECT id, equipment_id AS "equipmentId", source_id AS "sourceId", kind,
         sensor_key AS "sensorKey", value, score, from_at AS "from", to_at AS "to"
       FROM rule_signal WHERE tenant_id = $1 AND equipment_id = $2`,
      [tx.tenantId, equipmentId],
    );
  }
}
