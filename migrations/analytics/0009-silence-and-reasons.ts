import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** When equipment fell silent and was heard again, and the tree of reasons for standstills. */
export class SilenceAndReasons1763700000333 implements MigrationInterface {
  readonly name = 'SilenceAndReasons1763700000333';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE analytics.hearing (
         tenant_id uuid NOT NULL,
         event_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         at timestamptz NOT NULL,
         is_heard boolean NOT NULL,
         CONSTRAINT hearing_pkey PRIMARY KEY (tenant_id, event_id)
       )`,
      `CREATE INDEX hearing_equipment_idx ON analytics.hearing (tenant_id, equipment_id)`,
      `CREATE TABLE analytics.downtime_reason (
         tenant_id uuid NOT NULL,
         code text NOT NULL,
         name varchar(200) NOT NULL,
         name_ar varchar(200),
         archived boolean NOT NULL,
         CONSTRAINT downtime_reason_pkey PRIMARY KEY (tenant_id, code)
       )`,
      `ALTER TABLE analytics.state_entry ADD COLUMN reason_code text`,
      `ALTER TABLE analytics.equipment_state ADD COLUMN reason_code text`,
      `CREATE INDEX equipment_state_unqualified_idx
         ON analytics.equipment_state (tenant_id, starts_at DESC, equipment_id)
         WHERE source = 'silence'`,
      sources('silence'),
    );
    await isolateTenants(runner, 'analytics', 'hearing', ['SELECT', 'INSERT']);
    const writes = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'analytics', 'downtime_reason', writes);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'DROP INDEX analytics.equipment_state_unqualified_idx',
      'ALTER TABLE analytics.equipment_state NO FORCE ROW LEVEL SECURITY',
      `DELETE FROM analytics.equipment_state WHERE source = 'silence'`,
      'ALTER TABLE analytics.equipment_state FORCE ROW LEVEL SECURITY',
      sources(),
      'ALTER TABLE analytics.equipment_state DROP COLUMN reason_code',
      'ALTER TABLE analytics.state_entry DROP COLUMN reason_code',
      'DROP TABLE analytics.downtime_reason',
      'DROP TABLE analytics.hearing',
    );
  }
}

function sources(...more: readonly string[]): string {
  const words = ['assumed', 'person', 'work_order', 'registry', ...more];
  const list = words.map((word) => `'${word}'`).join(', ');
  return `ALTER TABLE analytics.equipment_state
    DROP CONSTRAINT equipment_state_source_check,
    ADD CONSTRAINT equipment_state_source_check CHECK (source IN (${list}))`;
}
