import { Injectable } from '@nestjs/common';
import type { SystemTransaction, Transaction } from '@libs/database';
import type { MeterEpoch, MeterReading } from '../domain/meter-reading.js';
import type { PlanWords, Standing } from '../domain/plan-at-equipment.js';

/** Equipment that has plans: what its meters count, and when its plans are looked after next. */
export interface PlannedEquipment {
  readonly meters: Record<string, MeterReading>;
  readonly nextAt: Date | null;
  readonly nextHours: number | null;
  readonly correlationId: string;
}

export interface StoredPlan {
  readonly planId: string;
  readonly version: number;
  readonly status: string;
  readonly included: boolean;
  readonly definition: PlanWords;
  readonly standing: Standing;
}

export interface DueEquipment {
  readonly tenantId: string;
  readonly id: string;
  readonly attempt: number;
  readonly correlationId: string;
}

/** How long a job may be lost before its row is put into the queue again. */
const ENQUEUED_SECONDS = 10;

@Injectable()
export class PlannedEquipmentRepository {
  /** Makes equipment known as planned, to be looked after at once. */
  async wake(equipmentId: string, correlationId: string, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO planned_equipment (tenant_id, equipment_id, due_at, correlation_id)
       VALUES ($1, $2, now(), $3)
       ON CONFLICT ON CONSTRAINT planned_equipment_pkey DO UPDATE SET due_at = now(),
         lease_until = '-infinity', correlation_id = excluded.correlation_id`,
      [tx.tenantId, equipmentId, correlationId],
    );
  }

  /** Has what waits for a work order looked after at once. */
  async wakeForOrder(workOrderId: string, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE planned_equipment SET due_at = now(), lease_until = '-infinity'
       WHERE tenant_id = $1 AND equipment_id IN (
         SELECT equipment_id FROM plan_occurrence WHERE tenant_id = $1 AND work_order_id = $2)`,
      [tx.tenantId, workOrderId],
    );
  }

  /** One equipment's plans are looked after by one at a time. */
  async lockFor(equipmentId: string, tx: Transaction): Promise<PlannedEquipment | undefined> {
    const rows = await tx.query<PlannedEquipment>(
      `SELECT meters, next_at AS "nextAt", next_hours AS "nextHours",
         correlation_id AS "correlationId" FROM planned_equipment
       WHERE tenant_id = $1 AND equipment_id = $2 FOR UPDATE`,
      [tx.tenantId, equipmentId],
    );
    return rows[0];
  }

  async save(
    equipmentId: string,
    {
      meters,
      nextAt,
      nextHours,
      dueAt,
    }: Omit<PlannedEquipment, 'correlationId'> & { dueAt: Date | null },
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `UPDATE planned_equipment SET meters = $3, next_at = $4, next_hours = $5, due_at = $6,
         lease_until = '-infinity'
       WHERE tenant_id = $1 AND equipment_id = $2`,
      [tx.tenantId, equipmentId, JSON.stringify(meters), nextAt, nextHours, dueAt],
    );
  }

  plansAt(equipmentId: string, tx: Transaction): Promise<StoredPlan[]> {
    return tx.query<StoredPlan>(
      `SELECT p.id AS "planId", p.version, p.status, e.included, p.definition, e.standing
       FROM plan_equipment e
       JOIN maintenance_plan p ON p.tenant_id = e.tenant_id AND p.id = e.plan_id
       WHERE e.tenant_id = $1 AND e.equipment_id = $2 ORDER BY p.id`,
      [tx.tenantId, equipmentId],
    );
  }

  leaseDue(limit: number, tx: SystemTransaction): Promise<DueEquipment[]> {
    return tx.query<DueEquipment>(
      `UPDATE planned_equipment
       SET attempts = attempts + 1,
           lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE (tenant_id, equipment_id) IN (
         SELECT tenant_id, equipment_id FROM planned_equipment
         WHERE due_at <= now() AND lease_until < now()
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", equipment_id AS id, attempts AS attempt,
         correlation_id AS "correlationId"`,
      [limit],
    );
  }

  /** Looked after earlier, plans come to the same. */
  waiting(limit: number, tx: SystemTransaction): Promise<(DueEquipment & { dueAt: Date })[]> {
    return tx.query<DueEquipment & { dueAt: Date }>(
      `SELECT tenant_id AS "tenantId", equipment_id AS id, attempts AS attempt,
         correlation_id AS "correlationId", due_at AS "dueAt" FROM planned_equipment
       WHERE due_at > now() ORDER BY due_at LIMIT $1`,
      [limit],
    );
  }

  async noteEpoch(
    sensorId: string,
    startedAt: Date,
    offset: number,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO meter_epoch (tenant_id, sensor_id, started_at, epoch_offset)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT ON CONSTRAINT meter_epoch_pkey
         DO UPDATE SET epoch_offset = excluded.epoch_offset`,
      [tx.tenantId, sensorId, startedAt, offset],
    );
  }

  async epochsOf(sensorId: string, tx: Transaction): Promise<MeterEpoch[]> {
    const rows = await tx.query<{ startedAt: Date; offset: number }>(
      `SELECT started_at AS "startedAt", epoch_offset AS "offset" FROM meter_epoch
       WHERE tenant_id = $1 AND sensor_id = $2`,
      [tx.tenantId, sensorId],
    );
    return rows.map(({ startedAt, offset }) => ({ startedAt: startedAt.getTime(), offset }));
  }
}
