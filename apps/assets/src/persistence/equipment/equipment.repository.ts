import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { In, IsNull } from 'typeorm';
import { EquipmentEntity, type Equipment } from './equipment.entity.js';

@Injectable()
export class EquipmentRepository {
  async add(row: Equipment, tx: Transaction): Promise<void> {
    await tx.manager.insert(EquipmentEntity, { ...row, tenantId: tx.tenantId } as never);
    await this.claimExternalIds(row, tx);
  }

  find(id: string, tx: Transaction): Promise<Equipment | null> {
    return tx.manager.findOneBy(EquipmentEntity, {
      tenantId: tx.tenantId,
      id,
      deletedAt: IsNull(),
    });
  }

  lockFor(id: string, tx: Transaction): Promise<Equipment | null> {
    return tx.manager.findOne(EquipmentEntity, {
      where: { tenantId: tx.tenantId, id, deletedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Rows by id, in the order of the ids. */
  async inOrder(ids: readonly string[], tx: Transaction): Promise<Equipment[]> {
    if (ids.length === 0) return [];
    const rows = await tx.manager.findBy(EquipmentEntity, {
      tenantId: tx.tenantId,
      id: In([...ids]),
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** Saves changes to a locked row. */
  async save(row: Equipment, changes: Partial<Equipment>, tx: Transaction): Promise<Equipment> {
    const { id } = row;
    await tx.manager.update(EquipmentEntity, { tenantId: tx.tenantId, id }, changes as never);
    const saved = { ...row, ...changes };
    if (changes.externalIds !== undefined) {
      await this.releaseExternalIds(id, tx);
      await this.claimExternalIds(saved, tx);
    }
    return saved;
  }

  /** Other systems may give what they called it to something else. */
  async releaseExternalIds(equipmentId: string, tx: Transaction): Promise<void> {
    await tx.query('DELETE FROM equipment_external_id WHERE tenant_id = $1 AND equipment_id = $2', [
      tx.tenantId,
      equipmentId,
    ]);
  }

  /** The id of what another system calls so. */
  async findIdBy(system: string, value: string, tx: Transaction): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT equipment_id AS id FROM equipment_external_id
       WHERE tenant_id = $1 AND system = $2 AND value = $3`,
      [tx.tenantId, system, value],
    );
    return row?.id;
  }

  /** The next running number; registrations of a tenant wait for one another here. */
  async nextNumber(tx: Transaction): Promise<number> {
    const [row] = await tx.query<{ last: number }>(
      `INSERT INTO equipment_number (tenant_id, last) VALUES ($1, 1)
       ON CONFLICT (tenant_id) DO UPDATE SET last = equipment_number.last + 1
       RETURNING last`,
      [tx.tenantId],
    );
    return row?.last ?? 1;
  }

  existsByCode(code: string, tx: Transaction): Promise<boolean> {
    return tx.manager.existsBy(EquipmentEntity, {
      tenantId: tx.tenantId,
      code,
      deletedAt: IsNull(),
    });
  }

  hasParts(id: string, tx: Transaction): Promise<boolean> {
    return tx.manager.existsBy(EquipmentEntity, {
      tenantId: tx.tenantId,
      parentId: id,
      deletedAt: IsNull(),
    });
  }

  /** Whether a piece of equipment is part of another, at any depth. */
  async isWithin(id: string, whole: string, tx: Transaction): Promise<boolean> {
    // Two moves at a time could close a cycle that neither sees.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `equipment-tree/${tx.tenantId}`,
    ]);
    const rows = await tx.query(
      `WITH RECURSIVE up AS (
         SELECT id, parent_id FROM equipment WHERE tenant_id = $1 AND id = $2
         UNION
         SELECT e.id, e.parent_id FROM equipment e JOIN up ON e.id = up.parent_id
         WHERE e.tenant_id = $1
       )
       SELECT 1 FROM up WHERE id = $3`,
      [tx.tenantId, id, whole],
    );
    return rows.length > 0;
  }

  private async claimExternalIds({ id, externalIds }: Equipment, tx: Transaction): Promise<void> {
    const entries = Object.entries(externalIds ?? {});
    if (entries.length === 0) return;
    await tx.query(
      `INSERT INTO equipment_external_id (tenant_id, equipment_id, system, value)
       SELECT $1, $2, * FROM unnest($3::text[], $4::text[])`,
      [tx.tenantId, id, entries.map(([system]) => system), entries.map(([, value]) => value)],
    );
  }
}
