import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Which equipment is heard, as it was judged last, and when each tenant's is to be judged next. */
export class Connectivity1763800000140 implements MigrationInterface {
  readonly name = 'Connectivity1763800000140';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE acquisition.sensor ADD COLUMN expected_period_ms int`,
      `CREATE INDEX sensor_equipment_idx ON acquisition.sensor (tenant_id, equipment_id)`,
      `CREATE TABLE acquisition.connectivity (
         tenant_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         state text NOT NULL,
         since timestamptz NOT NULL,
         CONSTRAINT connectivity_pkey PRIMARY KEY (tenant_id, equipment_id),
         CONSTRAINT connectivity_state_check CHECK (state IN ('online', 'stale', 'offline'))
       )`,
      `CREATE TABLE acquisition.connectivity_watch (
         tenant_id uuid CONSTRAINT connectivity_watch_pkey PRIMARY KEY,
         due_at timestamptz NOT NULL DEFAULT now(),
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         attempts int NOT NULL DEFAULT 0,
         checked_at timestamptz NOT NULL DEFAULT now(),
         awake_since timestamptz NOT NULL DEFAULT now()
       )`,
      `INSERT INTO acquisition.connectivity_watch (tenant_id)
       SELECT DISTINCT tenant_id FROM acquisition.sensor`,
    );
    const writes = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'acquisition', 'connectivity', writes);
    await isolateTenants(runner, 'acquisition', 'connectivity_watch', writes, 'system');
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'DROP TABLE acquisition.connectivity_watch',
      'DROP TABLE acquisition.connectivity',
      'DROP INDEX acquisition.sensor_equipment_idx',
      'ALTER TABLE acquisition.sensor DROP COLUMN expected_period_ms',
    );
  }
}
