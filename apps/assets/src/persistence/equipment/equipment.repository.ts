import { Injectable } from '@nestjs/common';
import { entitiesInOrder, type Transaction } from '@libs/database';
import { In, IsNull } from 'typeorm';
import { insertMany, updateMany } from '../many-rows.js';
import { EquipmentEntity, type Equipment } from './equipment.entity.js';

@Injectable()
export class EquipmentRepository {
  async addAll(rows: readonly Equipment[], tx: Transaction): Promise<void> {
    await insertMany(EquipmentEntity, rows, tx);
    await this.claimExternalIds(rows, tx);
  }

  find(id: string, tx: Transaction): Promise<Equipment | null> {
    return tx.manager.findOneBy(EquipmentEntity, {
      tenantId: tx.tenantId,
      id,
      deletedAt: IsNull(),
    });
  }

  async lockFor(id: string, tx: Transaction): Promise<Equipment | null> {
    return (await this.lockAll([id], tx)).get(id) ?? null;
  }

  /** Rows to change, by id; always locked in the same order. */
  async lockAll(ids: readonly string[], tx: Transaction): Promise<Map<string, Equipment>> {
    const rows = await tx.manager.find(EquipmentEntity, {
      where: { tenantId: tx.tenantId, id: In([...ids]), deletedAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return new Map(rows.map((row) => [row.id, row]));
  }

  findByCodes(codes: readonly string[], tx: Transaction): Promise<Equipment[]> {
    return tx.manager.findBy(EquipmentEntity, {
      tenantId: tx.tenantId,
      code: In([...codes]),
      deletedAt: IsNull(),
    });
  }

  /** The ids of equipment, by its code. */
  async idsByCode(codes: readonly string[], tx: Transaction): Promise<Map<string, string>> {
    if (codes.length === 0) return new Map();
    const rows = await tx.query<{ id: string; code: string }>(
      `SELECT id, code FROM equipment
       WHERE tenant_id = $1 AND code = ANY($2::text[]) AND deleted_at IS NULL`,
      [tx.tenantId, codes],
    );
    return new Map(rows.map(({ id, code }) => [code, id]));
  }

  /** Those of the ids that there is equipment of. */
  async present(ids: readonly string[], tx: Transaction): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM equipment
       WHERE tenant_id = $1 AND id = ANY($2::uuid[]) AND deleted_at IS NULL`,
      [tx.tenantId, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Rows by id, in the order of the ids. */
  inOrder(ids: readonly string[], tx: Transaction): Promise<Equipment[]> {
    const found = ids.map((id) => ({ id }));
    return entitiesInOrder(EquipmentEntity, found, tx);
  }

  /** Saves changes to a locked row. */
  async save(row: Equipment, changes: Partial<Equipment>, tx: Transaction): Promise<Equipment> {
    const saved = { ...row, ...changes };
    await this.saveAll([saved], changes.externalIds === undefined ? [] : [saved], tx);
    return saved;
  }

  /** Saves locked rows as they are now, and of some what other systems call them. */
  async saveAll(
    rows: readonly Equipment[],
    renamed: readonly Equipment[],
    tx: Transaction,
  ): Promise<void> {
    await updateMany(EquipmentEntity, rows, tx);
    if (renamed.length === 0) return;
    await this.releaseExternalIds(
      renamed.map(({ id }) => id),
      tx,
    );
    await this.claimExternalIds(renamed, tx);
  }

  /** Other systems may give what they called it to something else. */
  async releaseExternalIds(equipmentIds: readonly string[], tx: Transaction): Promise<void> {
    await tx.query(
      'DELETE FROM equipment_external_id WHERE tenant_id = $1 AND equipment_id = ANY($2::uuid[])',
      [tx.tenantId, equipmentIds],
    );
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

  /** The first of the next running numbers; registrations of a tenant wait for one another here. */
  async nextNumber(count: number, tx: Transaction): Promise<number> {
    const [row] = await tx.query<{ last: number }>(
      `INSERT INTO equipment_number (tenant_id, last) VALUES ($1, $2)
       ON CONFLICT (tenant_id) DO UPDATE SET last = equipment_number.last + $2
       RETURNING last`,
      [tx.tenantId, count],
    );
    return (row?.last ?? count) - count + 1;
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

  private async claimExternalIds(rows: readonly Equipment[], tx: Transaction): Promise<void> {
    const claims = rows.flatMap(({ id, externalIds }) =>
      Object.entries(externalIds ?? {}).map(([system, value]) => ({ id, system, value })),
    );
    if (claims.length === 0) return;
    await tx.query(
      `INSERT INTO equipment_external_id (tenant_id, equipment_id, system, value)
       SELECT $1, id, system, value
       FROM json_to_recordset($2::json) AS r (id uuid, system text, value text)`,
      [tx.tenantId, JSON.stringify(claims)],
    );
  }
}
