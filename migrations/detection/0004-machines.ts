import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What was learnt of machines as a whole, and anomalies of those. */
export class Machines1763700000304 implements MigrationInterface {
  readonly name = 'Machines1763700000304';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE detection.equipment_state (
         tenant_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         partition int NOT NULL,
         detector_version text NOT NULL,
         state bytea NOT NULL,
         saved_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT equipment_state_pkey PRIMARY KEY (tenant_id, equipment_id)
       )`,
      `CREATE INDEX equipment_state_partition_idx ON detection.equipment_state (partition)`,
      // The states are binary noise to a compressor.
      `ALTER TABLE detection.equipment_state ALTER COLUMN state SET STORAGE EXTERNAL`,
      `ALTER TABLE detection.anomaly
         ADD COLUMN kind text NOT NULL DEFAULT 'sensor',
         ADD COLUMN episode text,
         ADD COLUMN contributors jsonb NOT NULL DEFAULT '[]',
         ADD COLUMN explanation_ar text,
         ADD CONSTRAINT anomaly_kind_check CHECK (kind IN ('sensor', 'equipment'))`,
      `CREATE INDEX anomaly_open_idx ON detection.anomaly (tenant_id, equipment_id)
         WHERE expired_at IS NULL`,
    );
    const rights = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    await isolateTenants(runner, 'detection', 'equipment_state', rights, 'system');
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `DROP INDEX detection.anomaly_open_idx`,
      `DELETE FROM detection.anomaly WHERE kind = 'equipment'`,
      `ALTER TABLE detection.anomaly DROP CONSTRAINT anomaly_kind_check, DROP COLUMN kind,
         DROP COLUMN episode, DROP COLUMN contributors, DROP COLUMN explanation_ar`,
      `DROP TABLE detection.equipment_state`,
    );
  }
}
