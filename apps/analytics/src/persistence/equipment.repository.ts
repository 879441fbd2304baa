import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';

export interface KnownEquipment {
  readonly id: string;
  readonly code: string | null;
  readonly class: string | null;
  readonly locationId: string | null;
}

/** What the registry tells of a piece of equipment. */
export interface Told {
  readonly equipmentId: string;
  readonly code: string;
  readonly name: string;
  readonly class: string;
  readonly locationId?: string | undefined;
  readonly version?: number | undefined;
}

/** When a piece of equipment came into the registry, and left it. Instants in ms. */
export interface Life {
  readonly registeredAt: number | null;
  readonly removedAt: number | null;
}

/** Which equipment is asked about. */
export interface Which {
  readonly equipmentId?: string;
  readonly class?: string;
  readonly locationIds?: readonly string[];
}

@Injectable()
export class EquipmentRepository {
  async register(told: Told, registeredAt: string, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO equipment AS e (tenant_id, id, registered_at) VALUES ($1, $2, $3)
       ON CONFLICT ON CONSTRAINT equipment_pkey DO UPDATE
         SET registered_at = LEAST(e.registered_at, excluded.registered_at)`,
      [tx.tenantId, told.equipmentId, registeredAt],
    );
    await this.note(told, tx);
  }

  /** Keeps what was told, unless something later was told before. */
  async note(
    { equipmentId, code, name, class: ofClass, locationId, version = 1 }: Told,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO equipment AS e (tenant_id, id, code, name, class, location_id, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT equipment_pkey DO UPDATE
         SET code = excluded.code, name = excluded.name, class = excluded.class,
             location_id = excluded.location_id, version = excluded.version
         WHERE e.version < excluded.version`,
      [tx.tenantId, equipmentId, code, name, ofClass, locationId ?? null, version],
    );
  }

  async remove(id: string, removedAt: string, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO equipment (tenant_id, id, removed_at) VALUES ($1, $2, $3)
       ON CONFLICT ON CONSTRAINT equipment_pkey DO UPDATE SET removed_at = excluded.removed_at`,
      [tx.tenantId, id, removedAt],
    );
  }

  /** Makes everybody else who draws this equipment's timeline wait; events may precede it. */
  async lock(id: string, tx: Transaction): Promise<Life> {
    const [row] = await tx.query<{ registered_at: Date | null; removed_at: Date | null }>(
      `INSERT INTO equipment AS e (tenant_id, id) VALUES ($1, $2)
       ON CONFLICT ON CONSTRAINT equipment_pkey DO UPDATE SET registered_at = e.registered_at
       RETURNING registered_at, removed_at`,
      [tx.tenantId, id],
    );
    return {
      registeredAt: row?.registered_at?.getTime() ?? null,
      removedAt: row?.removed_at?.getTime() ?? null,
    };
  }

  async isRegistered(id: string, tx: Transaction): Promise<boolean> {
    const sql = 'SELECT 1 FROM equipment WHERE tenant_id = $1 AND id = $2 AND code IS NOT NULL';
    return (await tx.query(sql, [tx.tenantId, id])).length > 0;
  }

  async isKnown(id: string, tx: Transaction): Promise<boolean> {
    const sql = 'SELECT 1 FROM equipment WHERE tenant_id = $1 AND id = $2';
    return (await tx.query(sql, [tx.tenantId, id])).length > 0;
  }

  list(
    { equipmentId, class: ofClass, locationIds }: Which,
    tx: Transaction,
  ): Promise<KnownEquipment[]> {
    return tx.query(
      `SELECT id, code, class, location_id AS "locationId" FROM equipment
       WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id = $2) AND ($3::text IS NULL OR class = $3)
         AND ($4::uuid[] IS NULL OR location_id = ANY($4))
       ORDER BY code, id`,
      [tx.tenantId, equipmentId ?? null, ofClass ?? null, locationIds ?? null],
    );
  }

  countBy(what: 'class' | 'state', at: Date, tx: Transaction): Promise<Counted[]> {
    const word = what === 'class' ? 'e.class' : 's.state';
    return tx.query(
      `SELECT coalesce(${word}, 'unknown') AS name, count(*)::int AS count
       FROM equipment AS e
       LEFT JOIN equipment_state AS s ON s.tenant_id = e.tenant_id AND s.equipment_id = e.id
         AND s.period @> $2::timestamptz
       WHERE e.tenant_id = $1 AND e.removed_at IS NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1000`,
      [tx.tenantId, at],
    );
  }
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}
