import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

const GENESIS = `decode(repeat('00', 32), 'hex')`;
/** Of what is written once, whoever asks: the rights below hold for the agent's role only. */
const WRITTEN_ONCE = ['audit_entry', 'audit_export'];

/** Who did what, when, before and after: one chain per tenant, and its signed ends. */
export class AuditTrail1763700000002 implements MigrationInterface {
  readonly name = 'AuditTrail1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      // What is known of a thing is canonical JSON as text: jsonb would not give back the bytes.
      `CREATE TABLE audit.audit_entry (
         tenant_id uuid NOT NULL,
         seq bigint NOT NULL,
         event_id uuid NOT NULL,
         at timestamptz NOT NULL,
         actor text NOT NULL,
         action text NOT NULL,
         agent text NOT NULL,
         entity_kind text NOT NULL,
         entity_id text,
         equipment_id text,
         before text,
         after text NOT NULL,
         correlation_id uuid NOT NULL,
         causation_id text,
         previous_hash bytea NOT NULL,
         hash bytea NOT NULL,
         CONSTRAINT audit_entry_pkey PRIMARY KEY (tenant_id, seq),
         CONSTRAINT audit_entry_event_key UNIQUE (tenant_id, event_id),
         CONSTRAINT audit_entry_seq_check CHECK (seq > 0)
       )`,
      `CREATE INDEX audit_entry_entity_idx
         ON audit.audit_entry (tenant_id, entity_kind, entity_id, seq)`,
      `CREATE INDEX audit_entry_equipment_idx
         ON audit.audit_entry (tenant_id, equipment_id, seq) WHERE equipment_id IS NOT NULL`,
      `CREATE INDEX audit_entry_correlation_idx ON audit.audit_entry (tenant_id, correlation_id)`,
      `CREATE INDEX audit_entry_actor_idx ON audit.audit_entry (tenant_id, actor, seq)`,
      `CREATE INDEX audit_entry_action_idx
         ON audit.audit_entry (tenant_id, action text_pattern_ops, seq)`,
      `CREATE INDEX audit_entry_at_idx ON audit.audit_entry (tenant_id, at)`,
      `CREATE TABLE audit.audit_head (
         tenant_id uuid NOT NULL,
         seq bigint NOT NULL DEFAULT 0,
         hash bytea NOT NULL DEFAULT ${GENESIS},
         sign_due_at timestamptz NOT NULL DEFAULT now(),
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         CONSTRAINT audit_head_pkey PRIMARY KEY (tenant_id)
       )`,
      `CREATE TABLE audit.audit_export (
         tenant_id uuid NOT NULL,
         day date NOT NULL,
         seq bigint NOT NULL,
         hash bytea NOT NULL,
         signed_at timestamptz NOT NULL,
         key_id text NOT NULL,
         jws text NOT NULL,
         CONSTRAINT audit_export_pkey PRIMARY KEY (tenant_id, day)
       )`,
      `CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         RAISE EXCEPTION '% on %: the audit trail is only ever added to', TG_OP, TG_TABLE_NAME
           USING ERRCODE = 'insufficient_privilege';
       END $$`,
      ...WRITTEN_ONCE.map(
        (table) =>
          `CREATE TRIGGER ${table}_written_once
             BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.${table}
             FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()`,
      ),
    );
    await isolateTenants(runner, 'audit', 'audit_entry', ['SELECT', 'INSERT']);
    const head = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'audit', 'audit_head', head, 'system');
    await isolateTenants(runner, 'audit', 'audit_export', ['SELECT', 'INSERT'], 'system');
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'DROP TABLE audit.audit_export',
      'DROP TABLE audit.audit_head',
      'DROP TABLE audit.audit_entry',
      'DROP FUNCTION audit.refuse_change()',
    );
  }
}
