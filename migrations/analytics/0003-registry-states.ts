import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What the registry was told about what equipment does. */
export class RegistryStates1763700000140 implements MigrationInterface {
  readonly name = 'RegistryStates1763700000140';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE analytics.registry_state (
         tenant_id uuid NOT NULL,
         event_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         state text NOT NULL,
         reason varchar(1000) NOT NULL,
         at timestamptz NOT NULL,
         CONSTRAINT registry_state_pkey PRIMARY KEY (tenant_id, event_id)
       )`,
      `CREATE INDEX registry_state_equipment_idx
         ON analytics.registry_state (tenant_id, equipment_id, at)`,
      sources('registry'),
    );
    await isolateTenants(runner, 'analytics', 'registry_state', ['SELECT', 'INSERT']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'DROP TABLE analytics.registry_state',
      `DELETE FROM analytics.equipment_state WHERE source = 'registry'`,
      sources(),
    );
  }
}

function sources(...more: readonly string[]): string {
  const words = ['assumed', 'person', 'work_order', ...more].map((word) => `'${word}'`);
  return `ALTER TABLE analytics.equipment_state
    DROP CONSTRAINT equipment_state_source_check,
    ADD CONSTRAINT equipment_state_source_check CHECK (source IN (${words.join(', ')}))`;
}
