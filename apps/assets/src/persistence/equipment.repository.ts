import { Injectable } from '@nestjs/common';
import { pageWindow, type EquipmentView, type ListEquipment, type Page } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { EquipmentEntity } from './equipment.entity.js';

/** The registry's own words for a row. */
export function equipmentView(row: EquipmentEntity): EquipmentView {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    class: row.class,
    criticality: row.criticality,
    ...(row.manufacturer !== null && { manufacturer: row.manufacturer }),
    ...(row.model !== null && { model: row.model }),
    ...(row.serialNumber !== null && { serialNumber: row.serialNumber }),
    ...(row.installedAt !== null && { installedAt: row.installedAt.toISOString() }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

@Injectable()
export class EquipmentRepository {
  async add(row: Omit<EquipmentEntity, 'tenantId'>, tx: Transaction): Promise<void> {
    await tx.manager.insert(EquipmentEntity, { ...row, tenantId: tx.tenantId });
  }

  find(id: string, tx: Transaction): Promise<EquipmentEntity | null> {
    return tx.manager.findOneBy(EquipmentEntity, { tenantId: tx.tenantId, id });
  }

  async list(request: ListEquipment, tx: Transaction): Promise<Page<EquipmentView>> {
    const { limit, offset } = pageWindow(request);
    const query = tx.manager
      .createQueryBuilder(EquipmentEntity, 'e')
      .where('e.tenant_id = :tenantId', { tenantId: tx.tenantId })
      .orderBy('e.createdAt', 'DESC')
      .addOrderBy('e.id')
      .take(limit)
      .skip(offset);
    if (request.code) query.andWhere('e.code = :code', { code: request.code });
    if (request.class) query.andWhere('e.class = :class', { class: request.class });
    if (request.criticality) {
      query.andWhere('e.criticality = :criticality', { criticality: request.criticality });
    }
    if (request.search) {
      const part = `%${request.search.replace(/[\\%_]/g, '\\$&')}%`;
      query.andWhere('(e.code ILIKE :part OR e.name ILIKE :part)', { part });
    }
    const [rows, totalCount] = await query.getManyAndCount();
    return { items: rows.map(equipmentView), totalCount };
  }
}
