import { Injectable } from '@nestjs/common';
import type { EquipmentRegistered } from '@libs/contracts';
import type { Transaction } from '@libs/database';

@Injectable()
export class EquipmentRepository {
  async note(registered: EquipmentRegistered, tx: Transaction): Promise<void> {
    const { equipmentId, code, name, criticality, class: kind } = registered;
    await tx.query(
      `INSERT INTO equipment (tenant_id, id, code, name, criticality, class)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT equipment_pkey DO UPDATE SET code = excluded.code,
         name = excluded.name, criticality = excluded.criticality, class = excluded.class`,
      [tx.tenantId, equipmentId, code, name, criticality, kind],
    );
  }

  async isKnown(id: string, tx: Transaction): Promise<boolean> {
    const sql = 'SELECT 1 FROM equipment WHERE tenant_id = $1 AND id = $2';
    return (await tx.query(sql, [tx.tenantId, id])).length > 0;
  }
}
