import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Latching and suppression, what happened to alarms, floods, and what a plant agreed on. */
export class AlarmStates1763700000003 implements MigrationInterface {
  readonly name = 'AlarmStates1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE alarms.equipment ADD COLUMN suppressed_by text[] NOT NULL DEFAULT '{}'`,
      `ALTER TABLE alarms.alarm
         ADD COLUMN latched boolean NOT NULL DEFAULT false,
         ADD COLUMN shelved_until timestamptz,
         ADD COLUMN shelved_by varchar(120),
         ADD COLUMN shelve_reason varchar(1000),
         ADD COLUMN suppressed_by text[] NOT NULL DEFAULT '{}',
         ADD COLUMN out_of_service_by varchar(120),
         ADD COLUMN equipment_code varchar(50),
         ADD COLUMN equipment_name varchar(200),
         ALTER COLUMN sensor_id DROP NOT NULL,
         ADD CONSTRAINT alarm_shelved_check
           CHECK ((shelved_until IS NULL) = (shelved_by IS NULL)
              AND (shelved_until IS NULL) = (shelve_reason IS NULL)),
         ADD CONSTRAINT alarm_cleared_check CHECK (cleared_at IS NULL OR (NOT active AND acked
           AND NOT latched AND shelved_until IS NULL AND suppressed_by = '{}'
           AND out_of_service_by IS NULL))`,
      `CREATE INDEX alarm_equipment_idx
         ON alarms.alarm (tenant_id, equipment_id, raised_at DESC, id)`,
      `CREATE INDEX alarm_active_idx ON alarms.alarm (tenant_id, raised_at) WHERE active`,
      `CREATE TABLE alarms.alarm_history (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         alarm_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         rule varchar(120) NOT NULL,
         happened text NOT NULL,
         state text NOT NULL,
         severity text NOT NULL,
         suppressed boolean NOT NULL,
         by varchar(120) NOT NULL,
         text varchar(1000),
         occurred_at timestamptz NOT NULL,
         noted_at timestamptz NOT NULL,
         CONSTRAINT alarm_history_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT alarm_history_alarm_fkey FOREIGN KEY (tenant_id, alarm_id)
           REFERENCES alarms.alarm (tenant_id, id)
       )`,
      `CREATE INDEX alarm_history_alarm_idx
         ON alarms.alarm_history (tenant_id, alarm_id, noted_at DESC, id DESC)`,
      `CREATE INDEX alarm_history_noted_at_idx ON alarms.alarm_history (tenant_id, noted_at)`,
      `CREATE INDEX alarm_history_chattering_idx
         ON alarms.alarm_history (tenant_id, equipment_id, rule, occurred_at)
         WHERE happened IN ('raised', 'reraised')`,
      `CREATE TABLE alarms.alarm_timer (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         alarm_id uuid NOT NULL,
         kind text NOT NULL,
         due_at timestamptz NOT NULL,
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         attempts int NOT NULL DEFAULT 0,
         correlation_id uuid NOT NULL,
         CONSTRAINT alarm_timer_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT alarm_timer_alarm_key UNIQUE (tenant_id, alarm_id, kind),
         CONSTRAINT alarm_timer_kind_check CHECK (kind IN ('shelving', 'chattering')),
         CONSTRAINT alarm_timer_alarm_fkey FOREIGN KEY (tenant_id, alarm_id)
           REFERENCES alarms.alarm (tenant_id, id)
       )`,
      `CREATE INDEX alarm_timer_due_at_idx ON alarms.alarm_timer (due_at)`,
      `CREATE TABLE alarms.alarm_policy (
         tenant_id uuid NOT NULL,
         operators int NOT NULL DEFAULT 1,
         shelve_low int NOT NULL DEFAULT 10080,
         shelve_medium int NOT NULL DEFAULT 1440,
         shelve_high int NOT NULL DEFAULT 480,
         shelve_critical int NOT NULL DEFAULT 60,
         reopen_days int NOT NULL DEFAULT 14,
         changed_by varchar(120),
         changed_at timestamptz,
         CONSTRAINT alarm_policy_pkey PRIMARY KEY (tenant_id),
         CONSTRAINT alarm_policy_operators_check CHECK (operators > 0)
       )`,
      `CREATE TABLE alarms.alarm_flood (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         started_at timestamptz NOT NULL,
         ended_at timestamptz,
         operators int NOT NULL,
         first_out_alarm_id uuid NOT NULL,
         due_at timestamptz NOT NULL,
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         attempts int NOT NULL DEFAULT 0,
         correlation_id uuid NOT NULL,
         CONSTRAINT alarm_flood_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT alarm_flood_span_check CHECK (ended_at >= started_at)
       )`,
      `CREATE UNIQUE INDEX alarm_flood_open_key ON alarms.alarm_flood (tenant_id)
         WHERE ended_at IS NULL`,
      `CREATE INDEX alarm_flood_started_at_idx ON alarms.alarm_flood (tenant_id, started_at)`,
      `CREATE INDEX alarm_flood_due_at_idx ON alarms.alarm_flood (due_at) WHERE ended_at IS NULL`,
    );
    await isolateTenants(runner, 'alarms', 'alarm_history', ['SELECT', 'INSERT']);
    await isolateTenants(runner, 'alarms', 'alarm_policy', ['SELECT', 'INSERT', 'UPDATE']);
    const timed = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    await isolateTenants(runner, 'alarms', 'alarm_timer', timed, 'system');
    await isolateTenants(runner, 'alarms', 'alarm_flood', timed, 'system');
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      ...['alarm_flood', 'alarm_policy', 'alarm_timer', 'alarm_history'].map(
        (table) => `DROP TABLE alarms.${table}`,
      ),
      `DROP INDEX alarms.alarm_active_idx`,
      `DROP INDEX alarms.alarm_equipment_idx`,
      `DELETE FROM alarms.alarm WHERE sensor_id IS NULL`,
      `ALTER TABLE alarms.alarm
         ALTER COLUMN sensor_id SET NOT NULL,
         DROP COLUMN latched, DROP COLUMN shelved_until, DROP COLUMN shelved_by,
         DROP COLUMN shelve_reason, DROP COLUMN suppressed_by, DROP COLUMN out_of_service_by,
         DROP COLUMN equipment_code, DROP COLUMN equipment_name`,
      `ALTER TABLE alarms.equipment DROP COLUMN suppressed_by`,
    );
  }
}
