import { Injectable } from '@nestjs/common';
import { pageWindow, type ListSensors, type Page, type SensorView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { SensorEntity } from './sensor.entity.js';

/** The registry's own words for a row. */
export function sensorView(row: SensorEntity): SensorView {
  return {
    id: row.id,
    equipmentId: row.equipmentId,
    code: row.code,
    key: row.key,
    ...(row.name !== null && { name: row.name }),
    unit: row.unit,
    kind: row.kind,
    ...(row.rangeMin !== null && { rangeMin: row.rangeMin }),
    ...(row.rangeMax !== null && { rangeMax: row.rangeMax }),
    ...(row.expectedPeriodMs !== null && { expectedPeriodMs: row.expectedPeriodMs }),
    createdAt: row.createdAt.toISOString(),
  };
}

@Injectable()
export class SensorRepository {
  async add(row: Omit<SensorEntity, 'tenantId'>, tx: Transaction): Promise<void> {
    await tx.manager.insert(SensorEntity, { ...row, tenantId: tx.tenantId });
  }

  find(id: string, tx: Transaction): Promise<SensorEntity | null> {
    return tx.manager.findOneBy(SensorEntity, { tenantId: tx.tenantId, id });
  }

  async list(request: ListSensors, tx: Transaction): Promise<Page<SensorView>> {
    const { limit, offset } = pageWindow(request);
    const [rows, totalCount] = await tx.manager.findAndCount(SensorEntity, {
      where: {
        tenantId: tx.tenantId,
        ...(request.equipmentId && { equipmentId: request.equipmentId }),
        ...(request.code && { code: request.code }),
      },
      order: { createdAt: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
    return { items: rows.map(sensorView), totalCount };
  }
}
