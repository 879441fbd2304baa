import { Injectable } from '@nestjs/common';
import { pageWindow, type ListMeterEpochs, type MeterEpochView, type Page } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { countRows } from '../count-rows.js';

type Row = Omit<MeterEpochView, 'startedAt'> & { startedAt: Date };

const COLUMNS = `id, sensor_id AS "sensorId", reason, started_at AS "startedAt",
  value_offset AS "offset", started_by AS "startedBy"`;

const view = (row: Row): MeterEpochView => ({ ...row, startedAt: row.startedAt.toISOString() });

@Injectable()
export class MeterRepository {
  async findLast(sensorId: string, tx: Transaction): Promise<MeterEpochView | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM meter_epoch
       WHERE tenant_id = $1 AND sensor_id = $2 ORDER BY started_at DESC LIMIT 1`,
      [tx.tenantId, sensorId],
    );
    return row && view(row);
  }

  async add(epoch: MeterEpochView, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO meter_epoch
         (tenant_id, id, sensor_id, reason, started_at, value_offset, started_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        tx.tenantId,
        epoch.id,
        epoch.sensorId,
        epoch.reason,
        epoch.startedAt,
        epoch.offset,
        epoch.startedBy,
      ],
    );
  }

  async list(request: ListMeterEpochs, tx: Transaction): Promise<Page<MeterEpochView>> {
    const { limit, offset } = pageWindow(request);
    const about = [tx.tenantId, request.sensorId];
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM meter_epoch WHERE tenant_id = $1 AND sensor_id = $2
       ORDER BY started_at DESC LIMIT $3 OFFSET $4`,
      [...about, limit, offset],
    );
    const total = await countRows('meter_epoch', 'tenant_id = $1 AND sensor_id = $2', about, tx);
    return { items: rows.map(view), totalCount: total };
  }
}
