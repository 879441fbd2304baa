import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** How long alarms stood, were shelved and were suppressed. */
export class AlarmStretches1763700000334 implements MigrationInterface {
  readonly name = 'AlarmStretches1763700000334';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE analytics.alarm_stretch (
         tenant_id uuid NOT NULL,
         alarm_id uuid NOT NULL,
         kind text NOT NULL,
         from_at timestamptz NOT NULL,
         to_at timestamptz,
         equipment_id uuid NOT NULL,
         CONSTRAINT alarm_stretch_pkey PRIMARY KEY (tenant_id, alarm_id, kind, from_at),
         CONSTRAINT alarm_stretch_kind_check CHECK (kind IN ('standing', 'shelved', 'suppressed'))
       )`,
      `CREATE UNIQUE INDEX alarm_stretch_open_idx ON analytics.alarm_stretch
         (tenant_id, alarm_id, kind) WHERE to_at IS NULL`,
      `CREATE INDEX alarm_stretch_equipment_idx ON analytics.alarm_stretch
         (tenant_id, equipment_id, to_at)`,
    );
    const writes = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'analytics', 'alarm_stretch', writes);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, 'DROP TABLE analytics.alarm_stretch');
  }
}
