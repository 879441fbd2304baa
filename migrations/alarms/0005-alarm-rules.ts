import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Alarm rules with their versions, what they judge by, and where they stand. */
export class AlarmRules1763700000005 implements MigrationInterface {
  readonly name = 'AlarmRules1763700000005';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE alarms.alarm_rule (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         version int NOT NULL,
         code varchar(40) NOT NULL,
         name varchar(200) NOT NULL,
         state text NOT NULL,
         definition jsonb NOT NULL,
         raised int NOT NULL DEFAULT 0,
         changed_by varchar(120) NOT NULL,
         created_at timestamptz NOT NULL,
         changed_at timestamptz NOT NULL,
         CONSTRAINT alarm_rule_pkey PRIMARY KEY (tenant_id, id, version),
         CONSTRAINT alarm_rule_code_key UNIQUE (tenant_id, code, version),
         CONSTRAINT alarm_rule_state_check
           CHECK (state IN ('draft', 'shadow', 'active', 'retired'))
       )`,
      `CREATE UNIQUE INDEX alarm_rule_state_key ON alarms.alarm_rule (tenant_id, id, state)
         WHERE state <> 'retired'`,
      `CREATE TABLE alarms.rule_signal (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         source_id uuid NOT NULL,
         kind text NOT NULL,
         sensor_key varchar(60) NOT NULL,
         value double precision,
         score double precision,
         from_at timestamptz NOT NULL,
         to_at timestamptz,
         CONSTRAINT rule_signal_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT rule_signal_kind_check CHECK (kind IN ('anomaly', 'limit'))
       )`,
      `CREATE INDEX rule_signal_equipment_idx
         ON alarms.rule_signal (tenant_id, equipment_id, from_at)`,
      `CREATE TABLE alarms.rule_standing (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         rule_id uuid NOT NULL,
         version int NOT NULL,
         equipment_id uuid NOT NULL,
         raised boolean NOT NULL DEFAULT false,
         changing_since timestamptz,
         due_at timestamptz,
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         attempts int NOT NULL DEFAULT 0,
         correlation_id uuid NOT NULL,
         CONSTRAINT rule_standing_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT rule_standing_rule_key UNIQUE (tenant_id, rule_id, version, equipment_id),
         CONSTRAINT rule_standing_rule_fkey FOREIGN KEY (tenant_id, rule_id, version)
           REFERENCES alarms.alarm_rule (tenant_id, id, version)
       )`,
      `CREATE INDEX rule_standing_due_at_idx ON alarms.rule_standing (due_at)
         WHERE due_at IS NOT NULL`,
    );
    const changed = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    await isolateTenants(runner, 'alarms', 'alarm_rule', ['SELECT', 'INSERT', 'UPDATE']);
    await isolateTenants(runner, 'alarms', 'rule_signal', changed);
    await isolateTenants(runner, 'alarms', 'rule_standing', changed, 'system');
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      ...['rule_standing', 'rule_signal', 'alarm_rule'].map(
        (table) => `DROP TABLE alarms.${table}`,
      ),
    );
  }
}
