import { Injectable } from '@nestjs/common';
import type { SensorEvent, SensorKind } from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';
import type { KnownSensor } from '../domain/check-reading.js';

interface Row {
  tenant_id: string;
  id: string;
  equipment_id: string;
  code: string;
  key: string;
  unit: string;
  kind: SensorKind;
  range_min: number | null;
  range_max: number | null;
  retired_at: Date | null;
}

const FRESH_MS = 500;
/** A row's stamp is older than its commit by the length of its transaction. */
const OVERLAP_MS = 10_000;

/** The sensors that acquisition knows, in its schema and, for the readings path, in memory. */
@Injectable()
export class SensorRepository {
  private readonly known = new Map<string, KnownSensor>();
  private refreshedAt = 0;
  private refreshing: Promise<void> | undefined;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  async save(sensor: SensorEvent, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO sensor (tenant_id, id, equipment_id, code, key, unit, kind, range_min, range_max,
         version, retired_at, expected_period_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (tenant_id, id) DO UPDATE
         SET code = $4, key = $5, unit = $6, kind = $7, range_min = $8, range_max = $9,
             version = $10, retired_at = $11, expected_period_ms = $12, changed_at = clock_timestamp()
         WHERE sensor.version <= $10`,
      [
        tx.tenantId,
        sensor.sensorId,
        sensor.equipmentId,
        sensor.code,
        sensor.key,
        sensor.unit,
        sensor.kind,
        sensor.rangeMin ?? null,
        sensor.rangeMax ?? null,
        sensor.version ?? 1,
        sensor.retiredAt ?? null,
        sensor.expectedPeriodMs ?? null,
      ],
    );
  }

  async findUnit(sensorId: string, tx: Transaction): Promise<string | undefined> {
    const [found] = await tx.query<{ unit: string }>(
      'SELECT unit FROM sensor WHERE tenant_id = $1 AND id = $2',
      [tx.tenantId, sensorId],
    );
    return found?.unit;
  }

  /** A sensor by its code or id, as of the last refresh. */
  lookUp(tenantId: string, name: string): KnownSensor | undefined {
    return this.known.get(`${tenantId}/${name}`);
  }

  /** Makes a sensor known at once, before the next refresh. */
  remember(tenantId: string, sensor: KnownSensor): void {
    this.known.set(`${tenantId}/${sensor.code}`, sensor);
    this.known.set(`${tenantId}/${sensor.sensorId}`, sensor);
  }

  private forget({ tenant_id, code, id }: Row): void {
    this.known.delete(`${tenant_id}/${code}`);
    this.known.delete(`${tenant_id}/${id}`);
  }

  /** Takes over what changed, unless that was done just now. */
  async refresh(): Promise<void> {
    if (Date.now() - this.refreshedAt < FRESH_MS) return;
    this.refreshing ??= this.load().finally(() => (this.refreshing = undefined));
    await this.refreshing;
  }

  private async load(): Promise<void> {
    const startedAt = Date.now();
    const since = new Date(Math.max(0, this.refreshedAt - OVERLAP_MS));
    const rows = await this.unitOfWork.system((tx) =>
      tx.query<Row>(
        `SELECT tenant_id, id, equipment_id, code, key, unit, kind, range_min, range_max, retired_at
         FROM sensor WHERE changed_at >= $1`,
        [since],
      ),
    );
    for (const row of rows) {
      if (row.retired_at) {
        this.forget(row);
        continue;
      }
      this.remember(row.tenant_id, {
        sensorId: row.id,
        equipmentId: row.equipment_id,
        code: row.code,
        key: row.key,
        unit: row.unit,
        kind: row.kind,
        rangeMin: row.range_min,
        rangeMax: row.range_max,
      });
    }
    this.refreshedAt = startedAt;
  }
}
