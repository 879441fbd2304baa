import { Injectable } from '@nestjs/common';
import type { Criticality, EquipmentRegistered } from '@libs/contracts';
import type { Transaction } from '@libs/database';

/** What alarms must know of a piece of equipment. */
export interface Equipment {
  readonly id: string;
  /** Null until its registration has reached this agent. */
  readonly code: string | null;
  readonly name: string | null;
  readonly criticality: Criticality;
  /** What suppresses all its alarms now, e.g. work under way. */
  readonly suppressedBy: readonly string[];
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
       RETURNING id, code, name, criticality, suppressed_by AS "suppressedBy"`,
      [tx.tenantId, id],
    );
    if (!locked) throw new Error(`Equipment ${id} could not be locked.`);
    return locked;
  }

  async suppress(id: string, cause: string, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE equipment SET suppressed_by = array_append(suppressed_by, $3)
       WHERE tenant_id = $1 AND id = $2 AND NOT $3 = ANY (suppressed_by)`,
      [tx.tenantId, id, cause],
    );
  }

  async unsuppress(id: string, cause: string, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE equipment SET suppressed_by = array_remove(suppressed_by, $3)
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id, cause],
    );
  }
}
