import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** The first work orders, their numbers, and what is known of equipment. */
export class WorkOrders1763700000002 implements MigrationInterface {
  readonly name = 'WorkOrders1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE maintenance.equipment (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         code varchar(50) NOT NULL,
         name varchar(200) NOT NULL,
         criticality char(1) NOT NULL,
         CONSTRAINT equipment_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE TABLE maintenance.work_order_counter (
         tenant_id uuid NOT NULL,
         last_number int NOT NULL,
         CONSTRAINT work_order_counter_pkey PRIMARY KEY (tenant_id)
       )`,
      `CREATE TABLE maintenance.work_order (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         number varchar(20) NOT NULL,
         equipment_id uuid NOT NULL,
         case_id uuid,
         kind text NOT NULL,
         status text NOT NULL,
         priority text NOT NULL,
         title varchar(200) NOT NULL,
         description varchar(4000) NOT NULL,
         assignee varchar(120),
         assignee_actor text,
         remedy varchar(4000),
         cancel_reason varchar(1000),
         version int NOT NULL DEFAULT 1,
         correlation_id uuid NOT NULL,
         created_at timestamptz NOT NULL,
         assigned_at timestamptz,
         started_at timestamptz,
         completed_at timestamptz,
         closed_at timestamptz,
         CONSTRAINT work_order_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT work_order_number_key UNIQUE (tenant_id, number),
         CONSTRAINT work_order_status_check CHECK (status IN
           ('approved', 'assigned', 'in_progress', 'completed', 'closed', 'cancelled')),
         CONSTRAINT work_order_priority_check
           CHECK (priority IN ('low', 'medium', 'high', 'critical'))
       )`,
      `CREATE UNIQUE INDEX work_order_active_case_key ON maintenance.work_order
         (tenant_id, case_id) WHERE status NOT IN ('closed', 'cancelled')`,
      `CREATE INDEX work_order_created_at_idx ON maintenance.work_order
         (tenant_id, created_at DESC, id)`,
    );
    for (const table of ['equipment', 'work_order_counter', 'work_order']) {
      await isolateTenants(runner, 'maintenance', table, ['SELECT', 'INSERT', 'UPDATE']);
    }
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      ...['work_order', 'work_order_counter', 'equipment'].map(
        (table) => `DROP TABLE maintenance.${table}`,
      ),
    );
  }
}
