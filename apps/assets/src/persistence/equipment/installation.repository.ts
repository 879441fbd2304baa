import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';

/** Which item stood where, from when to when: its history goes with it. */
@Injectable()
export class InstallationRepository {
  async move(
    equipmentId: string,
    locationId: string | null,
    at: Date,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `UPDATE installation SET to_at = greatest($3, from_at)
       WHERE tenant_id = $1 AND equipment_id = $2 AND to_at IS NULL`,
      [tx.tenantId, equipmentId, at],
    );
    if (locationId === null) return;
    await tx.query(
      `INSERT INTO installation (tenant_id, id, equipment_id, location_id, from_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [tx.tenantId, uuidv7(), equipmentId, locationId, at],
    );
  }
}
