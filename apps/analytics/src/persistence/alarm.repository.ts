import { Injectable } from '@nestjs/common';
import type { AlarmEvent, CloudEvent } from '@libs/contracts';
import type { Transaction } from '@libs/database';

@Injectable()
export class AlarmRepository {
  /** Keeps the first announcement and the first acknowledgement of an alarm, whichever comes first. */
  async note(
    { alarmId, equipmentId, rule }: AlarmEvent,
    what: 'raised_at' | 'acknowledged_at',
    at: string,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO alarm AS a (tenant_id, id, equipment_id, rule, ${what})
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT alarm_pkey
         DO UPDATE SET ${what} = LEAST(a.${what}, excluded.${what})`,
      [tx.tenantId, alarmId, equipmentId, rule, at],
    );
  }

  async announce(
    { equipmentId, rule }: AlarmEvent,
    { id, time }: CloudEvent,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO annunciation (tenant_id, event_id, equipment_id, rule, announced_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT ON CONSTRAINT annunciation_pkey DO NOTHING`,
      [tx.tenantId, id, equipmentId, rule, time],
    );
  }
}
