import { Injectable } from '@nestjs/common';
import type { CostRatesView, ProductionView } from '@libs/contracts';
import type { Transaction } from '@libs/database';

@Injectable()
export class ProductionRepository {
  /** Answers the id it is kept under; a stretch that overlaps another breaks a constraint. */
  async record(made: ProductionView, tx: Transaction): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO production (tenant_id, id, equipment_id, starts_at, ends_at, produced, good,
         ideal_cycle_seconds, energy_kwh)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT ON CONSTRAINT production_stretch_key DO UPDATE
         SET produced = excluded.produced, good = excluded.good,
             ideal_cycle_seconds = excluded.ideal_cycle_seconds, energy_kwh = excluded.energy_kwh
       RETURNING id`,
      [
        ...[tx.tenantId, made.id, made.equipmentId, made.from, made.to],
        ...[made.produced, made.good, made.idealCycleSeconds, made.energyKwh],
      ],
    );
    return row?.id ?? made.id;
  }

  async overlapsAnother(made: ProductionView, tx: Transaction): Promise<boolean> {
    const found = await tx.query(
      `SELECT 1 FROM production
       WHERE tenant_id = $1 AND equipment_id = $2
         AND tstzrange(starts_at, ends_at) && tstzrange($3, $4)
         AND NOT (starts_at = $3::timestamptz AND ends_at = $4::timestamptz)`,
      [tx.tenantId, made.equipmentId, made.from, made.to],
    );
    return found.length > 0;
  }

  async setRates(rates: CostRatesView, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO cost_rates (tenant_id, equipment_id, starts_at, labour_per_hour,
         downtime_per_hour)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT cost_rates_pkey DO UPDATE
         SET labour_per_hour = excluded.labour_per_hour,
             downtime_per_hour = excluded.downtime_per_hour`,
      [tx.tenantId, rates.equipmentId, rates.from, rates.labourPerHour, rates.downtimePerHour],
    );
  }
}
