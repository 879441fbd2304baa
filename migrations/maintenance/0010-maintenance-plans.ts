import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Maintenance plans, where they stand on equipment, and each time that they are due. */
export class MaintenancePlans1763700000210 implements MigrationInterface {
  readonly name = 'MaintenancePlans1763700000210';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE maintenance.maintenance_plan (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         status text NOT NULL,
         definition jsonb NOT NULL,
         team varchar(200),
         version int NOT NULL,
         created_by varchar(200) NOT NULL,
         created_at timestamptz NOT NULL,
         changed_by varchar(200) NOT NULL,
         changed_at timestamptz NOT NULL,
         CONSTRAINT maintenance_plan_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT maintenance_plan_status_check
           CHECK (status IN ('draft', 'active', 'paused', 'retired'))
       )`,
      `CREATE TABLE maintenance.maintenance_plan_version (
         tenant_id uuid NOT NULL,
         plan_id uuid NOT NULL,
         version int NOT NULL,
         status text NOT NULL,
         definition jsonb NOT NULL,
         changed_by varchar(200) NOT NULL,
         changed_at timestamptz NOT NULL,
         CONSTRAINT maintenance_plan_version_pkey PRIMARY KEY (tenant_id, plan_id, version)
       )`,
      `CREATE TABLE maintenance.plan_equipment (
         tenant_id uuid NOT NULL,
         plan_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         included boolean NOT NULL,
         standing jsonb NOT NULL,
         CONSTRAINT plan_equipment_pkey PRIMARY KEY (tenant_id, plan_id, equipment_id)
       )`,
      `CREATE INDEX plan_equipment_equipment_idx
         ON maintenance.plan_equipment (tenant_id, equipment_id)`,
      `CREATE TABLE maintenance.planned_equipment (
         tenant_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         meters jsonb NOT NULL DEFAULT '{}',
         next_at timestamptz,
         next_hours double precision,
         due_at timestamptz,
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         attempts int NOT NULL DEFAULT 0,
         correlation_id uuid NOT NULL,
         CONSTRAINT planned_equipment_pkey PRIMARY KEY (tenant_id, equipment_id)
       )`,
      `CREATE INDEX planned_equipment_due_at_idx ON maintenance.planned_equipment (due_at)
         WHERE due_at IS NOT NULL`,
      `CREATE TABLE maintenance.plan_occurrence (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         plan_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         key varchar(40) NOT NULL,
         plan_version int NOT NULL,
         status text NOT NULL,
         due_at timestamptz,
         due_reading double precision,
         sensor_key varchar(60),
         overdue boolean NOT NULL,
         merged_into uuid,
         reason varchar(1000),
         work_order_id uuid,
         ended_at timestamptz,
         CONSTRAINT plan_occurrence_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT plan_occurrence_key UNIQUE (tenant_id, plan_id, equipment_id, key),
         CONSTRAINT plan_occurrence_plan_fkey FOREIGN KEY (tenant_id, plan_id)
           REFERENCES maintenance.maintenance_plan (tenant_id, id),
         CONSTRAINT plan_occurrence_status_check CHECK (status IN ('projected', 'due_soon', 'due',
           'overdue', 'ordered', 'done', 'skipped', 'merged'))
       )`,
      `CREATE INDEX plan_occurrence_live_idx ON maintenance.plan_occurrence
         (tenant_id, equipment_id) WHERE status NOT IN ('done', 'skipped')`,
      `CREATE UNIQUE INDEX plan_occurrence_work_order_key ON maintenance.plan_occurrence
         (tenant_id, work_order_id) WHERE work_order_id IS NOT NULL`,
      `CREATE INDEX plan_occurrence_due_at_idx ON maintenance.plan_occurrence (tenant_id, due_at)`,
      `CREATE TABLE maintenance.maintenance_due (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         plan_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         equipment_name varchar(200) NOT NULL,
         maintenance_type varchar(50) NOT NULL,
         description varchar(4000) NOT NULL,
         descriptions jsonb,
         priority text NOT NULL,
         status text NOT NULL,
         due_at timestamptz,
         due_hours double precision,
         is_overdue boolean NOT NULL,
         work_order_id uuid,
         created_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT maintenance_due_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE INDEX maintenance_due_overdue_idx
         ON maintenance.maintenance_due (tenant_id, is_overdue, priority)`,
      `CREATE INDEX maintenance_due_equipment_idx
         ON maintenance.maintenance_due (tenant_id, equipment_id, due_at)`,
      `CREATE TABLE maintenance.meter_epoch (
         tenant_id uuid NOT NULL,
         sensor_id uuid NOT NULL,
         started_at timestamptz NOT NULL,
         epoch_offset double precision NOT NULL,
         CONSTRAINT meter_epoch_pkey PRIMARY KEY (tenant_id, sensor_id, started_at)
       )`,
    );
    const kept = ['SELECT', 'INSERT', 'UPDATE'] as const;
    for (const table of ['maintenance_plan', 'maintenance_plan_version', 'plan_equipment']) {
      await isolateTenants(runner, 'maintenance', table, kept);
    }
    await isolateTenants(runner, 'maintenance', 'meter_epoch', kept);
    await isolateTenants(runner, 'maintenance', 'planned_equipment', kept, 'system');
    for (const table of ['plan_occurrence', 'maintenance_due']) {
      await isolateTenants(runner, 'maintenance', table, [...kept, 'DELETE']);
    }
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      ...[
        ...['meter_epoch', 'maintenance_due', 'plan_occurrence', 'planned_equipment'],
        ...['plan_equipment', 'maintenance_plan_version', 'maintenance_plan'],
      ].map((table) => `DROP TABLE maintenance.${table}`),
    );
  }
}
