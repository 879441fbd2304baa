import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';

export interface Location {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly version: number;
  readonly removed: boolean;
}

/** A location with the part of the tree below it. */
export interface Branch {
  readonly id: string;
  readonly name: string;
  readonly locationIds: readonly string[];
}

@Injectable()
export class LocationRepository {
  /** Keeps what was told of a location, unless something later was told before. */
  async note(location: Location, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO location AS l (tenant_id, id, parent_id, name, version, removed)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT location_pkey DO UPDATE
         SET parent_id = excluded.parent_id, name = excluded.name, version = excluded.version,
             removed = excluded.removed
         WHERE l.version < excluded.version`,
      [
        tx.tenantId,
        location.id,
        location.parentId,
        location.name,
        location.version,
        location.removed,
      ],
    );
  }

  /** The locations directly in one, or the topmost ones, each with everything below it. */
  branches(parentId: string | null, tx: Transaction): Promise<Branch[]> {
    return tx.query(
      `WITH RECURSIVE branch AS (
         SELECT id AS root, id FROM location
         WHERE tenant_id = $1 AND NOT removed AND parent_id IS NOT DISTINCT FROM $2
         UNION
         SELECT branch.root, l.id FROM location AS l JOIN branch ON l.parent_id = branch.id
         WHERE l.tenant_id = $1
       )
       SELECT root.id, root.name, array_agg(branch.id) AS "locationIds"
       FROM branch JOIN location AS root ON root.tenant_id = $1 AND root.id = branch.root
       GROUP BY root.id, root.name ORDER BY root.name, root.id`,
      [tx.tenantId, parentId],
    );
  }

  async isKnown(id: string, tx: Transaction): Promise<boolean> {
    const sql = 'SELECT 1 FROM location WHERE tenant_id = $1 AND id = $2';
    return (await tx.query(sql, [tx.tenantId, id])).length > 0;
  }
}
