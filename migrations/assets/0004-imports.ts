import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

const ACTIVE = `WHERE state IN ('receiving', 'received', 'running')`;

/** Imports of tables: what came, how far they are, and which rows were refused. */
export class Imports1763700000120 implements MigrationInterface {
  readonly name = 'Imports1763700000120';

  async up(runner: QueryRunner): Promise<void> {
    const ofImport = (table: string): string => `CONSTRAINT ${table}_import_fkey
      FOREIGN KEY (tenant_id, import_id) REFERENCES assets.import (tenant_id, id)`;
    await run(
      runner,
      `CREATE TABLE assets.import (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         kind text NOT NULL,
         format text NOT NULL,
         dry_run boolean NOT NULL,
         state text NOT NULL,
         reason varchar(1000),
         started_by text NOT NULL,
         correlation_id uuid NOT NULL,
         pieces int NOT NULL DEFAULT 0,
         bytes bigint NOT NULL DEFAULT 0,
         digest bytea,
         headings jsonb,
         delimiter text,
         position bigint NOT NULL DEFAULT 0,
         last_row int NOT NULL DEFAULT 0,
         rows_read int NOT NULL DEFAULT 0,
         created int NOT NULL DEFAULT 0,
         updated int NOT NULL DEFAULT 0,
         unchanged int NOT NULL DEFAULT 0,
         failed int NOT NULL DEFAULT 0,
         waiting int NOT NULL DEFAULT 0,
         attempt int NOT NULL DEFAULT 0,
         due_at timestamptz NOT NULL,
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         created_at timestamptz NOT NULL,
         received_at timestamptz,
         started_at timestamptz,
         ended_at timestamptz,
         CONSTRAINT import_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT import_kind_check CHECK (kind IN ('equipment', 'locations', 'sensors')),
         CONSTRAINT import_format_check CHECK (format IN ('csv', 'jsonl')),
         CONSTRAINT import_state_check CHECK
           (state IN ('receiving', 'received', 'running', 'done', 'failed', 'cancelled'))
       )`,
      `CREATE INDEX import_created_at_idx ON assets.import (tenant_id, created_at DESC, id DESC)`,
      `CREATE INDEX import_active_idx ON assets.import (tenant_id, received_at, id) ${ACTIVE}`,
      `CREATE TABLE assets.import_piece (
         tenant_id uuid NOT NULL,
         import_id uuid NOT NULL,
         number int NOT NULL,
         content bytea NOT NULL,
         digest bytea NOT NULL,
         CONSTRAINT import_piece_pkey PRIMARY KEY (tenant_id, import_id, number),
         ${ofImport('import_piece')}
       )`,
      // It is read twice at most: time spent on packing it would be lost.
      `ALTER TABLE assets.import_piece ALTER COLUMN content SET STORAGE EXTERNAL`,
      `CREATE TABLE assets.import_code (
         tenant_id uuid NOT NULL,
         import_id uuid NOT NULL,
         code text NOT NULL,
         row_number int NOT NULL,
         CONSTRAINT import_code_pkey PRIMARY KEY (tenant_id, import_id, code),
         ${ofImport('import_code')}
       )`,
      `CREATE TABLE assets.import_waiting (
         tenant_id uuid NOT NULL,
         import_id uuid NOT NULL,
         row_number int NOT NULL,
         code text NOT NULL,
         wanted text NOT NULL,
         fields jsonb NOT NULL,
         raw text,
         CONSTRAINT import_waiting_pkey PRIMARY KEY (tenant_id, import_id, row_number),
         ${ofImport('import_waiting')}
       )`,
      `CREATE TABLE assets.import_error (
         tenant_id uuid NOT NULL,
         import_id uuid NOT NULL,
         row_number int NOT NULL,
         code varchar(200),
         errors jsonb NOT NULL,
         raw text,
         CONSTRAINT import_error_pkey PRIMARY KEY (tenant_id, import_id, row_number),
         ${ofImport('import_error')}
       )`,
    );
    const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    await isolateTenants(runner, 'assets', 'import', ['SELECT', 'INSERT', 'UPDATE'], 'system');
    for (const table of ['import_piece', 'import_code', 'import_waiting', 'import_error']) {
      await isolateTenants(runner, 'assets', table, all);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['import_error', 'import_waiting', 'import_code', 'import_piece', 'import'];
    await run(runner, ...tables.map((table) => `DROP TABLE assets.${table}`));
  }
}
