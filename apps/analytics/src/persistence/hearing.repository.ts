import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import type { Hearing } from '../domain/timeline/silences.js';

@Injectable()
export class HearingRepository {
  async add(equipmentId: string, { id, at, isHeard }: Hearing, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO hearing (tenant_id, event_id, equipment_id, at, is_heard)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [tx.tenantId, id, equipmentId, new Date(at), isHeard],
    );
  }

  allOf(equipmentId: string, tx: Transaction): Promise<Hearing[]> {
    return tx.query<Hearing>(
      `SELECT event_id AS id, (extract(epoch FROM at) * 1000)::float8 AS at, is_heard AS "isHeard"
       FROM hearing WHERE tenant_id = $1 AND equipment_id = $2`,
      [tx.tenantId, equipmentId],
    );
  }
}
