import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';

/** An item that stands elsewhere from an instant on. */
export interface Move {
  readonly equipmentId: string;
  readonly locationId: string | null;
  readonly at: Date;
}

/** Which item stood where, from when to when: its history goes with it. */
@Injectable()
export class InstallationRepository {
  move(equipmentId: string, locationId: string | null, at: Date, tx: Transaction): Promise<void> {
    return this.moveAll([{ equipmentId, locationId, at }], tx);
  }

  async moveAll(moves: readonly Move[], tx: Transaction): Promise<void> {
    if (moves.length === 0) return;
    const rows = moves.map(({ equipmentId, locationId, at }) => ({
      id: uuidv7(),
      equipment_id: equipmentId,
      location_id: locationId,
      at,
    }));
    const given = [tx.tenantId, JSON.stringify(rows)];
    const moved = `json_to_recordset($2::json) AS r
      (id uuid, equipment_id uuid, location_id uuid, at timestamptz)`;
    await tx.query(
      `UPDATE installation i SET to_at = greatest(r.at, i.from_at) FROM ${moved}
       WHERE i.tenant_id = $1 AND i.equipment_id = r.equipment_id AND i.to_at IS NULL`,
      given,
    );
    await tx.query(
      `INSERT INTO installation (tenant_id, id, equipment_id, location_id, from_at)
       SELECT $1, id, equipment_id, location_id, at FROM ${moved} WHERE location_id IS NOT NULL`,
      given,
    );
  }
}
