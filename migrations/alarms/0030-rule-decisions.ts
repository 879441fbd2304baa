import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What versions of alarm rules raised or would have raised, and the decisions that rest on it. */
export class RuleDecisions1763700000230 implements MigrationInterface {
  readonly name = 'RuleDecisions1763700000230';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE alarms.alarm_rule ADD COLUMN written_at timestamptz NOT NULL DEFAULT now(),
         ADD COLUMN shadowed_at timestamptz`,
      'ALTER TABLE alarms.alarm_rule NO FORCE ROW LEVEL SECURITY',
      `UPDATE alarms.alarm_rule SET shadowed_at = changed_at WHERE state IN ('shadow', 'active')`,
      'ALTER TABLE alarms.alarm_rule FORCE ROW LEVEL SECURITY',
      `ALTER TABLE alarms.alarm_case ADD COLUMN answer text,
         ADD CONSTRAINT alarm_case_answer_check CHECK (answer IN ('right', 'wrong', 'not_sure'))`,
      `ALTER TABLE alarms.alarm_policy ADD COLUMN evidence_hours int NOT NULL DEFAULT 0`,
      `CREATE TABLE alarms.rule_raising (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         rule_id uuid NOT NULL,
         version int NOT NULL,
         equipment_id uuid NOT NULL,
         began_at timestamptz NOT NULL,
         ended_at timestamptz,
         CONSTRAINT rule_raising_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT rule_raising_span_check CHECK (ended_at >= began_at),
         CONSTRAINT rule_raising_rule_fkey FOREIGN KEY (tenant_id, rule_id, version)
           REFERENCES alarms.alarm_rule (tenant_id, id, version)
       )`,
      `CREATE INDEX rule_raising_began_at_idx
         ON alarms.rule_raising (tenant_id, rule_id, version, began_at)`,
      `CREATE UNIQUE INDEX rule_raising_open_key
         ON alarms.rule_raising (tenant_id, rule_id, version, equipment_id)
         WHERE ended_at IS NULL`,
      `CREATE TABLE alarms.rule_backtest (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         rule_id uuid NOT NULL,
         version int NOT NULL,
         from_at timestamptz NOT NULL,
         to_at timestamptz NOT NULL,
         asked_at timestamptz NOT NULL,
         ended_at timestamptz NOT NULL,
         figures jsonb NOT NULL,
         CONSTRAINT rule_backtest_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE INDEX rule_backtest_version_idx
         ON alarms.rule_backtest (tenant_id, rule_id, version, ended_at DESC)`,
      `CREATE TABLE alarms.rule_activation (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         rule_id uuid NOT NULL,
         version int NOT NULL,
         kind text NOT NULL,
         activated_by varchar(120) NOT NULL,
         activated_at timestamptz NOT NULL,
         comment varchar(1000),
         without_evidence varchar(1000),
         comparison jsonb NOT NULL,
         CONSTRAINT rule_activation_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT rule_activation_kind_check CHECK (kind IN ('activated', 'rolled_back')),
         CONSTRAINT rule_activation_rule_fkey FOREIGN KEY (tenant_id, rule_id, version)
           REFERENCES alarms.alarm_rule (tenant_id, id, version)
       )`,
      `CREATE INDEX rule_activation_rule_idx
         ON alarms.rule_activation (tenant_id, rule_id, activated_at DESC)`,
    );
    await isolateTenants(runner, 'alarms', 'rule_raising', ['SELECT', 'INSERT', 'UPDATE']);
    await isolateTenants(runner, 'alarms', 'rule_backtest', ['SELECT', 'INSERT']);
    // Nobody changes what a decision rested on.
    await isolateTenants(runner, 'alarms', 'rule_activation', ['SELECT', 'INSERT']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      ...['rule_activation', 'rule_backtest', 'rule_raising'].map(
        (table) => `DROP TABLE alarms.${table}`,
      ),
      `ALTER TABLE alarms.alarm_policy DROP COLUMN evidence_hours`,
      `ALTER TABLE alarms.alarm_case DROP COLUMN answer`,
      `ALTER TABLE alarms.alarm_rule DROP COLUMN written_at, DROP COLUMN shadowed_at`,
    );
  }
}
