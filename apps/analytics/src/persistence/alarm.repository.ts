import { Injectable } from '@nestjs/common';
import type { AlarmEvent, CloudEvent } from '@libs/contracts';
import type { Transaction } from '@libs/database';

@Injectable()
export class AlarmRepository {
  /** Keeps the first announcement, acknowledgement and shelving of an alarm, in any order. */
  async note(
    { alarmId, equipmentId, rule, caseId }: AlarmEvent,
    what: 'raised_at' | 'acknowledged_at' | 'shelved_at',
    at: string,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO alarm AS a (tenant_id, id, equipment_id, rule, case_id, ${what})
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT alarm_pkey
         DO UPDATE SET case_id = coalesce(excluded.case_id, a.case_id),
           ${what} = LEAST(a.${what}, excluded.${what})`,
      [tx.tenantId, alarmId, equipmentId, rule, caseId ?? null, at],
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
