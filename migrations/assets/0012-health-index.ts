import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What the health index of equipment is made of, and how it moved. */
export class HealthIndex1763700000342 implements MigrationInterface {
  readonly name = 'HealthIndex1763700000342';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE assets.open_case
         ADD COLUMN title text NOT NULL DEFAULT 'An open case',
         ADD COLUMN opened_at timestamptz NOT NULL DEFAULT now()`,
      `CREATE TABLE assets.past_case (
         tenant_id uuid NOT NULL,
         case_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         ended_at timestamptz NOT NULL,
         CONSTRAINT past_case_pkey PRIMARY KEY (tenant_id, case_id)
       )`,
      `CREATE INDEX past_case_equipment_idx
         ON assets.past_case (tenant_id, equipment_id, ended_at)`,
      `CREATE TABLE assets.open_anomaly (
         tenant_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         subject text NOT NULL,
         anomaly_id uuid NOT NULL,
         severity text NOT NULL,
         text text NOT NULL,
         signals jsonb NOT NULL,
         since timestamptz NOT NULL,
         CONSTRAINT open_anomaly_pkey PRIMARY KEY (tenant_id, equipment_id, subject)
       )`,
      `CREATE TABLE assets.health_mark (
         tenant_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         at timestamptz NOT NULL,
         index int,
         band text,
         definition text NOT NULL,
         CONSTRAINT health_mark_pkey PRIMARY KEY (tenant_id, equipment_id, at),
         CONSTRAINT health_mark_index_check CHECK (index BETWEEN 0 AND 100)
       )`,
    );
    const rights = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    for (const table of ['past_case', 'open_anomaly', 'health_mark']) {
      await isolateTenants(runner, 'assets', table, rights);
    }
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'DROP TABLE assets.health_mark',
      'DROP TABLE assets.open_anomaly',
      'DROP TABLE assets.past_case',
      'ALTER TABLE assets.open_case DROP COLUMN title, DROP COLUMN opened_at',
    );
  }
}
