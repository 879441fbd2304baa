import { Injectable } from '@nestjs/common';
import type { ListSensors, Page, SensorView, Stretch } from '@libs/contracts';
import {
  entitiesInOrder,
  listRows,
  Parameters,
  type SortOrder,
  type Transaction,
} from '@libs/database';
import { In, IsNull } from 'typeorm';
import { insertMany } from '../many-rows.js';
import { SensorEntity, type Sensor } from './sensor.entity.js';

const NEWEST_FIRST: SortOrder = {
  name: 'newest',
  keys: [
    { sql: 'created_at', kind: 'instant', descending: true },
    { sql: 'id', kind: 'uuid' },
  ],
};

/** The registry's own words for a row. */
export function sensorView(row: Sensor): SensorView {
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
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...(row.retiredAt !== null && { retiredAt: row.retiredAt.toISOString() }),
  };
}

@Injectable()
export class SensorRepository {
  addAll(rows: readonly Sensor[], tx: Transaction): Promise<void> {
    return insertMany(SensorEntity, rows, tx);
  }

  find(id: string, tx: Transaction): Promise<Sensor | null> {
    return tx.manager.findOneBy(SensorEntity, { tenantId: tx.tenantId, id });
  }

  lockFor(id: string, tx: Transaction): Promise<Sensor | null> {
    return tx.manager.findOne(SensorEntity, {
      where: { tenantId: tx.tenantId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  findAll(ids: readonly string[], tx: Transaction): Promise<Sensor[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return tx.manager.findBy(SensorEntity, { tenantId: tx.tenantId, id: In([...ids]) });
  }

  findByCodes(codes: readonly string[], tx: Transaction): Promise<Sensor[]> {
    return tx.manager.findBy(SensorEntity, { tenantId: tx.tenantId, code: In([...codes]) });
  }

  lockUsedAt(equipmentId: string, tx: Transaction): Promise<Sensor[]> {
    return tx.manager.find(SensorEntity, {
      where: { tenantId: tx.tenantId, equipmentId, retiredAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Saves changes to a locked sensor as its next version. */
  async save(row: Sensor, changes: Partial<Sensor>, tx: Transaction): Promise<Sensor> {
    const next = { ...changes, version: row.version + 1, updatedAt: new Date() };
    await tx.manager.update(SensorEntity, { tenantId: tx.tenantId, id: row.id }, next);
    return { ...row, ...next };
  }

  list(request: ListSensors, tx: Transaction): Promise<Page<SensorView> | Stretch<SensorView>> {
    const parameters = new Parameters();
    const where = [`tenant_id = ${parameters.add(tx.tenantId)}`];
    if (request.equipmentId) where.push(`equipment_id = ${parameters.add(request.equipmentId)}`);
    if (request.code) where.push(`code = ${parameters.add(request.code)}`);
    if (request.retired !== 'true') where.push('retired_at IS NULL');
    const listing = { select: 'id', from: 'sensor', where, parameters, order: () => NEWEST_FIRST };
    return listRows(listing, request, tx, async (found: { id: string }[]) =>
      (await entitiesInOrder(SensorEntity, found, tx)).map(sensorView),
    );
  }
}
