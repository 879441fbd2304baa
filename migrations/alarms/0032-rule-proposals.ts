import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, openToSystem, run } from '../tables.js';

/** Rules proposed for retirement or revision, and when a plant's rules are looked at next. */
export class RuleProposals1763700000232 implements MigrationInterface {
  readonly name = 'RuleProposals1763700000232';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE alarms.alarm_policy
         ADD COLUMN least_precision double precision NOT NULL DEFAULT 0.5,
         ADD COLUMN least_answers int NOT NULL DEFAULT 5,
         ADD CONSTRAINT alarm_policy_precision_check CHECK (least_precision BETWEEN 0 AND 1)`,
      `CREATE TABLE alarms.rule_proposal (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         rule varchar(120) NOT NULL,
         rule_id uuid,
         kind text NOT NULL,
         cause text NOT NULL,
         reason varchar(1000) NOT NULL,
         figures jsonb NOT NULL,
         state text NOT NULL DEFAULT 'open',
         proposed_at timestamptz NOT NULL,
         decided_by varchar(120),
         decided_at timestamptz,
         decision varchar(1000),
         CONSTRAINT rule_proposal_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT rule_proposal_kind_check CHECK (kind IN ('retire', 'revise')),
         CONSTRAINT rule_proposal_state_check CHECK (state IN ('open', 'accepted', 'dismissed')),
         CONSTRAINT rule_proposal_decided_check CHECK ((state = 'open') = (decided_at IS NULL))
       )`,
      `CREATE TABLE alarms.rule_review (
         tenant_id uuid NOT NULL,
         due_at timestamptz NOT NULL DEFAULT now() + interval '1 day',
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         attempts int NOT NULL DEFAULT 0,
         CONSTRAINT rule_review_pkey PRIMARY KEY (tenant_id)
       )`,
      `CREATE INDEX rule_review_due_at_idx ON alarms.rule_review (due_at)`,
      `CREATE UNIQUE INDEX rule_proposal_open_key ON alarms.rule_proposal (tenant_id, rule)
         WHERE state = 'open'`,
      `CREATE INDEX rule_proposal_proposed_at_idx
         ON alarms.rule_proposal (tenant_id, proposed_at DESC, id)`,
    );
    const rights = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'alarms', 'rule_proposal', rights);
    await isolateTenants(runner, 'alarms', 'rule_review', rights, 'system');
    await openToSystem(runner, 'alarms', 'alarm_policy');
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `DROP POLICY alarm_policy_system ON alarms.alarm_policy`,
      `DROP TABLE alarms.rule_review`,
      `DROP TABLE alarms.rule_proposal`,
      `ALTER TABLE alarms.alarm_policy DROP COLUMN least_precision, DROP COLUMN least_answers`,
    );
  }
}
