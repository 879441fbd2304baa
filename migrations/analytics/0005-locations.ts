import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** The tree of locations, so that key figures can be rolled up by it. */
export class Locations1763700000150 implements MigrationInterface {
  readonly name = 'Locations1763700000150';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE analytics.location (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         parent_id uuid,
         name varchar(200) NOT NULL,
         version int NOT NULL,
         removed boolean NOT NULL,
         CONSTRAINT location_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE INDEX location_parent_idx ON analytics.location (tenant_id, parent_id)`,
      `ALTER TABLE analytics.equipment
         ADD COLUMN location_id uuid, ADD COLUMN version int NOT NULL DEFAULT 0`,
      `CREATE INDEX equipment_location_idx ON analytics.equipment (tenant_id, location_id)`,
    );
    await isolateTenants(runner, 'analytics', 'location', ['SELECT', 'INSERT', 'UPDATE']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'ALTER TABLE analytics.equipment DROP COLUMN version, DROP COLUMN location_id',
      'DROP TABLE analytics.location',
    );
  }
}
