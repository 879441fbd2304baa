import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';

export interface KnownEquipment {
  readonly id: string;
  readonly code: string | null;
  readonly class: string | null;
}

export interface Registration {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly class: string;
  readonly registeredAt: string;
}

@Injectable()
export class EquipmentRepository {
  async note({ id, registeredAt, ...known }: Registration, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO equipment AS e (tenant_id, id, code, name, class, registered_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT equipment_pkey DO UPDATE
         SET code = excluded.code, name = excluded.name, class = excluded.class,
             registered_at = LEAST(e.registered_at, excluded.registered_at)`,
      [tx.tenantId, id, known.code, known.name, known.class, registeredAt],
    );
  }

  /** Makes everybody else who draws this equipment's timeline wait; events may precede it. */
  async lock(id: string, tx: Transaction): Promise<{ registeredAt: Date | null }> {
    const [row] = await tx.query<{ registered_at: Date | null }>(
      `INSERT INTO equipment AS e (tenant_id, id) VALUES ($1, $2)
       ON CONFLICT ON CONSTRAINT equipment_pkey DO UPDATE SET registered_at = e.registered_at
       RETURNING registered_at`,
      [tx.tenantId, id],
    );
    return { registeredAt: row?.registered_at ?? null };
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
    { equipmentId, class: ofClass }: { equipmentId?: string; class?: string },
    limit: number,
    tx: Transaction,
  ): Promise<KnownEquipment[]> {
    return tx.query(
      `SELECT id, code, class FROM equipment
       WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id = $2) AND ($3::text IS NULL OR class = $3)
       ORDER BY code, id LIMIT $4`,
      [tx.tenantId, equipmentId ?? null, ofClass ?? null, limit],
    );
  }

  countBy(what: 'class' | 'state', at: Date, tx: Transaction): Promise<Counted[]> {
    const word = what === 'class' ? 'e.class' : 's.state';
    return tx.query(
      `SELECT coalesce(${word}, 'unknown') AS name, count(*)::int AS count
       FROM equipment AS e
       LEFT JOIN equipment_state AS s ON s.tenant_id = e.tenant_id AND s.equipment_id = e.id
         AND s.period @> $2::timestamptz
       WHERE e.tenant_id = $1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1000`,
      [tx.tenantId, at],
    );
  }
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}
