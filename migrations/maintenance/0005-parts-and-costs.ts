import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Parts with their stock, what work uses of them, and what work costs. */
export class PartsAndCosts1763700000205 implements MigrationInterface {
  readonly name = 'PartsAndCosts1763700000205';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE maintenance.part (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         number varchar(60) NOT NULL,
         name varchar(200) NOT NULL,
         unit varchar(30) NOT NULL,
         unit_cost numeric(16, 4) NOT NULL,
         stock numeric(16, 4) NOT NULL DEFAULT 0,
         reserved numeric(16, 4) NOT NULL DEFAULT 0,
         lead_time_days int NOT NULL,
         CONSTRAINT part_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT part_number_key UNIQUE (tenant_id, number),
         CONSTRAINT part_stock_check CHECK (stock >= 0),
         CONSTRAINT part_reserved_check CHECK (reserved BETWEEN 0 AND stock)
       )`,
      `CREATE TABLE maintenance.part_use (
         tenant_id uuid NOT NULL,
         work_order_id uuid NOT NULL,
         part_id uuid NOT NULL,
         reserved numeric(16, 4) NOT NULL DEFAULT 0,
         used numeric(16, 4) NOT NULL DEFAULT 0,
         cost numeric(16, 4) NOT NULL DEFAULT 0,
         CONSTRAINT part_use_pkey PRIMARY KEY (tenant_id, work_order_id, part_id),
         CONSTRAINT part_use_order_fkey FOREIGN KEY (tenant_id, work_order_id)
           REFERENCES maintenance.work_order (tenant_id, id),
         CONSTRAINT part_use_part_fkey FOREIGN KEY (tenant_id, part_id)
           REFERENCES maintenance.part (tenant_id, id),
         CONSTRAINT part_use_check CHECK (reserved >= 0 AND used >= 0 AND cost >= 0)
       )`,
      `CREATE TABLE maintenance.cost_entry (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         work_order_id uuid NOT NULL,
         kind text NOT NULL,
         text varchar(500) NOT NULL,
         amount numeric(16, 4) NOT NULL,
         minutes int,
         rate_per_hour numeric(16, 4),
         by_name varchar(120) NOT NULL,
         by_actor text NOT NULL,
         entered_at timestamptz NOT NULL,
         CONSTRAINT cost_entry_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT cost_entry_order_fkey FOREIGN KEY (tenant_id, work_order_id)
           REFERENCES maintenance.work_order (tenant_id, id),
         CONSTRAINT cost_entry_kind_check CHECK (kind IN ('labour', 'services')),
         CONSTRAINT cost_entry_amount_check CHECK (amount >= 0)
       )`,
      `CREATE INDEX cost_entry_order_idx ON maintenance.cost_entry
         (tenant_id, work_order_id, entered_at)`,
    );
    for (const table of ['part', 'part_use']) {
      await isolateTenants(runner, 'maintenance', table, ['SELECT', 'INSERT', 'UPDATE']);
    }
    await isolateTenants(runner, 'maintenance', 'cost_entry', ['SELECT', 'INSERT']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      ...['cost_entry', 'part_use', 'part'].map((table) => `DROP TABLE maintenance.${table}`),
    );
  }
}
