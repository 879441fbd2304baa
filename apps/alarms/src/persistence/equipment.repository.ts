import { Injectable } from '@nestjs/common';
import type { Criticality, EquipmentRegistered } from '@libs/contracts';
import type { Transaction } from '@libs/database';

/** What alarms must know of a piece of equipment. */
export interface Equipment {
  readonly id: string;
  /** Null until its registration has reached this agent. */
  readonly code: string | null;
  readonly criticality: Criticality;
}

@Injectable()
export class EquipmentRepository {
  async note(registered: EquipmentRegistered, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO equipment (tenant_id, id, code, name, criticality) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT equipment_pkey
         DO UPDATE SET code = excluded.code, name = excluded.name, criticality = excluded.criticality`,
      [
        tx.tenantId,
        registered.equipmentId,
        registered.code,
        registered.name,
        registered.criticality,
      ],
    );
  }

  /** All work on one equipment's alarms and cases goes through this lock, one after the other. */
  async lock(id: string, tx: Transaction): Promise<Equipment> {
    const [locked] = await tx.query<Equipment>(
      `INSERT INTO equipment (tenant_id, id) VALUES ($1, $2)
       ON CONFLICT ON CONSTRAINT equipment_pkey DO UPDATE SET id = excluded.id
       RETURNING id, code, criticality`,
      [tx.tenantId, id],
    );
    if (!locked) throw new Error(`Equipment ${id} could not be locked.`);
    return locked;
  }
}
