import { Injectable } from '@nestjs/common';
import type { AlarmEvent } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { AlarmStretchKind } from '../domain/kpi/history.js';

@Injectable()
export class AlarmStretchRepository {
  /** One of a kind at a time: a second reason to suppress begins nothing. */
  async begin(
    { alarmId, equipmentId }: AlarmEvent,
    [kind, at]: readonly [AlarmStretchKind, string],
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO alarm_stretch (tenant_id, alarm_id, kind, from_at, equipment_id)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [tx.tenantId, alarmId, kind, at, equipmentId],
    );
  }

  async end(
    { alarmId }: AlarmEvent,
    [kind, at]: readonly [AlarmStretchKind, string],
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `UPDATE alarm_stretch SET to_at = greatest(from_at, $4)
       WHERE tenant_id = $1 AND alarm_id = $2 AND kind = $3 AND to_at IS NULL`,
      [tx.tenantId, alarmId, kind, at],
    );
  }
}
