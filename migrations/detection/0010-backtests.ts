import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Versions of rules and detectors run over stored history, and what came of it. */
export class Backtests1763700000401 implements MigrationInterface {
  readonly name = 'Backtests1763700000401';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE detection.backtest (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         state text NOT NULL,
         reason text,
         from_at timestamptz NOT NULL,
         to_at timestamptz NOT NULL,
         learn_days int NOT NULL,
         lead_hours int NOT NULL,
         settings jsonb NOT NULL,
         detector_version int,
         rule_id uuid,
         rule_version int,
         rule jsonb,
         equipment int NOT NULL,
         equipment_done int NOT NULL DEFAULT 0,
         readings bigint NOT NULL DEFAULT 0,
         requested_by text NOT NULL,
         correlation_id uuid NOT NULL,
         attempt int NOT NULL DEFAULT 0,
         tries int NOT NULL DEFAULT 0,
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         created_at timestamptz NOT NULL,
         started_at timestamptz,
         ended_at timestamptz,
         result jsonb,
         CONSTRAINT backtest_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT backtest_state_check
           CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled'))
       )`,
      `CREATE INDEX backtest_created_at_idx ON detection.backtest (tenant_id, created_at DESC, id)`,
      `CREATE INDEX backtest_active_idx ON detection.backtest (created_at)
         WHERE state IN ('queued', 'running')`,
      `CREATE TABLE detection.backtest_machine (
         tenant_id uuid NOT NULL,
         backtest_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         done boolean NOT NULL DEFAULT false,
         unexplained int NOT NULL DEFAULT 0,
         known_wrong int NOT NULL DEFAULT 0,
         CONSTRAINT backtest_machine_pkey PRIMARY KEY (tenant_id, backtest_id, equipment_id),
         CONSTRAINT backtest_machine_backtest_fkey FOREIGN KEY (tenant_id, backtest_id)
           REFERENCES detection.backtest (tenant_id, id)
       )`,
      `CREATE TABLE detection.backtest_alarm (
         tenant_id uuid NOT NULL,
         backtest_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         place int NOT NULL,
         raised_by text NOT NULL,
         kind text NOT NULL,
         sensor_key text,
         began_at timestamptz NOT NULL,
         ended_at timestamptz,
         severity text,
         score double precision,
         explanation text NOT NULL,
         CONSTRAINT backtest_alarm_pkey PRIMARY KEY (tenant_id, backtest_id, equipment_id, place)
       )`,
      `CREATE INDEX backtest_alarm_began_at_idx
         ON detection.backtest_alarm (tenant_id, backtest_id, began_at, equipment_id, place)`,
      `CREATE TABLE detection.backtest_failure (
         tenant_id uuid NOT NULL,
         backtest_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         source text NOT NULL,
         source_id uuid NOT NULL,
         what text NOT NULL,
         failed_at timestamptz NOT NULL,
         lead_seconds double precision,
         CONSTRAINT backtest_failure_pkey
           PRIMARY KEY (tenant_id, backtest_id, equipment_id, source, source_id)
       )`,
    );
    const rights = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    await isolateTenants(runner, 'detection', 'backtest', rights, 'system');
    await isolateTenants(runner, 'detection', 'backtest_machine', rights);
    await isolateTenants(runner, 'detection', 'backtest_alarm', rights);
    await isolateTenants(runner, 'detection', 'backtest_failure', rights);
  }

  down(runner: QueryRunner): Promise<void> {
    const tables = ['backtest_failure', 'backtest_alarm', 'backtest_machine', 'backtest'];
    return run(runner, ...tables.map((table) => `DROP TABLE detection.${table}`));
  }
}
