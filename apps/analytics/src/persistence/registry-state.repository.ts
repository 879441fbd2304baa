import { Injectable } from '@nestjs/common';
import type { OperatingState } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Mark } from '../domain/timeline/facts.js';

/** What the registry says that equipment does from an instant on. */
export interface RegistryState {
  readonly eventId: string;
  readonly equipmentId: string;
  readonly state: OperatingState;
  readonly reason: string;
  readonly at: string;
}

@Injectable()
export class RegistryStateRepository {
  async add({ eventId, equipmentId, ...told }: RegistryState, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO registry_state (tenant_id, event_id, equipment_id, state, reason, at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [tx.tenantId, eventId, equipmentId, told.state, told.reason, told.at],
    );
  }

  async marksOf(equipmentId: string, tx: Transaction): Promise<Mark[]> {
    const rows = await tx.query<{
      event_id: string;
      state: OperatingState;
      reason: string;
      at: Date;
    }>(
      `SELECT event_id, state, reason, at FROM registry_state
       WHERE tenant_id = $1 AND equipment_id = $2`,
      [tx.tenantId, equipmentId],
    );
    return rows.map(({ event_id, state, reason, at }) => ({
      ...{ id: event_id, state, reason, source: 'registry' as const },
      ...{ at: at.getTime(), saidAt: at.getTime() },
    }));
  }
}
