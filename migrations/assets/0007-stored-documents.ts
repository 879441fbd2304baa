import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Files on their way into the store, and documents that are stored here. */
export class StoredDocuments1763700000130 implements MigrationInterface {
  readonly name = 'StoredDocuments1763700000130';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE assets.upload (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         media_type varchar(100),
         size_bytes int,
         sha256 char(64),
         begun_at timestamptz NOT NULL,
         due_at timestamptz,
         swept_at timestamptz,
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         attempts int NOT NULL DEFAULT 0,
         correlation_id uuid NOT NULL,
         CONSTRAINT upload_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT upload_equipment_fkey FOREIGN KEY (tenant_id, equipment_id)
           REFERENCES assets.equipment (tenant_id, id)
       )`,
      `CREATE INDEX upload_due_idx ON assets.upload (due_at) WHERE due_at IS NOT NULL`,
      `CREATE INDEX upload_content_idx ON assets.upload (tenant_id, equipment_id, sha256)`,
      `ALTER TABLE assets.document
         ADD COLUMN titles jsonb,
         ADD COLUMN language varchar(35),
         ADD COLUMN file_name varchar(200),
         ADD COLUMN size_bytes int,
         ADD COLUMN sha256 char(64),
         ADD COLUMN about_kind text,
         ADD COLUMN about_id uuid,
         ALTER COLUMN address DROP NOT NULL,
         ADD CONSTRAINT document_content_check CHECK ((address IS NULL) = (sha256 IS NOT NULL)),
         ADD CONSTRAINT document_about_check CHECK ((about_kind IS NULL) = (about_id IS NULL))`,
      `CREATE UNIQUE INDEX document_content_key
         ON assets.document (tenant_id, equipment_id, sha256, coalesce(about_id, equipment_id))
         WHERE removed_at IS NULL AND sha256 IS NOT NULL`,
      `CREATE INDEX document_about_idx ON assets.document (tenant_id, about_kind, about_id)
         WHERE about_id IS NOT NULL`,
    );
    const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    await isolateTenants(runner, 'assets', 'upload', all, 'system');
  }

  async down(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      'DELETE FROM assets.document WHERE address IS NULL',
      'DROP INDEX assets.document_about_idx',
      'DROP INDEX assets.document_content_key',
      `ALTER TABLE assets.document
         DROP CONSTRAINT document_about_check,
         DROP CONSTRAINT document_content_check,
         ALTER COLUMN address SET NOT NULL,
         DROP COLUMN about_id, DROP COLUMN about_kind, DROP COLUMN sha256,
         DROP COLUMN size_bytes, DROP COLUMN file_name, DROP COLUMN language, DROP COLUMN titles`,
      'DROP TABLE assets.upload',
    );
  }
}
