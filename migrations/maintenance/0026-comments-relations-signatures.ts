import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What people write about work, what orders are to each other, who stood for it, and parts needed. */
export class CommentsRelationsSignatures1763700000226 implements MigrationInterface {
  readonly name = 'CommentsRelationsSignatures1763700000226';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE maintenance.work_order_comment (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         work_order_id uuid NOT NULL,
         text varchar(4000) NOT NULL,
         by_actor text NOT NULL,
         by_name varchar(120) NOT NULL,
         written_at timestamptz NOT NULL,
         CONSTRAINT work_order_comment_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT work_order_comment_order_fkey FOREIGN KEY (tenant_id, work_order_id)
           REFERENCES maintenance.work_order (tenant_id, id)
       )`,
      `CREATE INDEX work_order_comment_order_idx ON maintenance.work_order_comment
         (tenant_id, work_order_id, written_at DESC, id)`,
      `CREATE TABLE maintenance.work_order_relation (
         tenant_id uuid NOT NULL,
         kind text NOT NULL,
         from_id uuid NOT NULL,
         to_id uuid NOT NULL,
         by_name varchar(120) NOT NULL,
         related_at timestamptz NOT NULL,
         CONSTRAINT work_order_relation_pkey PRIMARY KEY (tenant_id, kind, from_id, to_id),
         CONSTRAINT work_order_relation_from_fkey FOREIGN KEY (tenant_id, from_id)
           REFERENCES maintenance.work_order (tenant_id, id),
         CONSTRAINT work_order_relation_to_fkey FOREIGN KEY (tenant_id, to_id)
           REFERENCES maintenance.work_order (tenant_id, id),
         CONSTRAINT work_order_relation_kind_check
           CHECK (kind IN ('parent_of', 'blocks', 'duplicates', 'follows_up')),
         CONSTRAINT work_order_relation_other_check CHECK (from_id <> to_id)
       )`,
      `CREATE INDEX work_order_relation_to_idx ON maintenance.work_order_relation
         (tenant_id, to_id, kind)`,
      `CREATE UNIQUE INDEX work_order_relation_parent_key ON maintenance.work_order_relation
         (tenant_id, to_id) WHERE kind = 'parent_of'`,
      `CREATE UNIQUE INDEX work_order_relation_duplicate_key ON maintenance.work_order_relation
         (tenant_id, from_id) WHERE kind = 'duplicates'`,
      `CREATE TABLE maintenance.work_order_signature (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         work_order_id uuid NOT NULL,
         meaning text NOT NULL,
         content text NOT NULL,
         hash char(64) NOT NULL,
         by_actor text NOT NULL,
         by_name varchar(120) NOT NULL,
         signed_at timestamptz NOT NULL,
         CONSTRAINT work_order_signature_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT work_order_signature_order_fkey FOREIGN KEY (tenant_id, work_order_id)
           REFERENCES maintenance.work_order (tenant_id, id),
         CONSTRAINT work_order_signature_meaning_check
           CHECK (meaning IN ('performed', 'checked', 'approved')),
         CONSTRAINT work_order_signature_hash_check
           CHECK (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
       )`,
      `CREATE INDEX work_order_signature_order_idx ON maintenance.work_order_signature
         (tenant_id, work_order_id, signed_at DESC, id)`,
      `CREATE FUNCTION maintenance.keep_written() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         RAISE EXCEPTION 'What was written or signed is never changed or removed.';
       END $$`,
      ...['work_order_comment', 'work_order_signature'].map(
        (table) => `CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE
         ON maintenance.${table} EXECUTE FUNCTION maintenance.keep_written()`,
      ),
      `ALTER TABLE maintenance.work_order
         ADD COLUMN signed_at timestamptz,
         ADD COLUMN signature_asked boolean NOT NULL DEFAULT false`,
      `ALTER TABLE maintenance.work_policy
         ADD COLUMN signed_kinds text[] NOT NULL DEFAULT '{}',
         ADD COLUMN signed_isolation boolean NOT NULL DEFAULT false`,
      `ALTER TABLE maintenance.part_use
         ADD COLUMN needed numeric(16, 4) NOT NULL DEFAULT 0,
         ADD COLUMN expected_at timestamptz,
         ADD CONSTRAINT part_use_needed_check CHECK (needed >= 0)`,
    );
    await isolateTenants(runner, 'maintenance', 'work_order_comment', ['SELECT', 'INSERT']);
    await isolateTenants(runner, 'maintenance', 'work_order_signature', ['SELECT', 'INSERT']);
    const related = ['SELECT', 'INSERT', 'DELETE'] as const;
    await isolateTenants(runner, 'maintenance', 'work_order_relation', related);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'ALTER TABLE maintenance.part_use DROP COLUMN needed, DROP COLUMN expected_at',
      `ALTER TABLE maintenance.work_policy
         DROP COLUMN signed_kinds, DROP COLUMN signed_isolation`,
      'ALTER TABLE maintenance.work_order DROP COLUMN signed_at, DROP COLUMN signature_asked',
      ...['signature', 'relation', 'comment'].map(
        (table) => `DROP TABLE maintenance.work_order_${table}`,
      ),
      'DROP FUNCTION maintenance.keep_written()',
    );
  }
}
