import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What is watched, what was found, and what each detector has learnt. */
export class Detection1763700000002 implements MigrationInterface {
  readonly name = 'Detection1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE detection.sensor (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         key text NOT NULL,
         unit text NOT NULL,
         CONSTRAINT sensor_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE TABLE detection.sensor_limit (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         sensor_id uuid NOT NULL,
         kind text NOT NULL,
         threshold double precision NOT NULL,
         deadband double precision NOT NULL,
         on_delay_ms int NOT NULL,
         off_delay_ms int NOT NULL,
         severity text NOT NULL,
         created_at timestamptz NOT NULL DEFAULT now(),
         changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
         removed_at timestamptz,
         CONSTRAINT sensor_limit_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT sensor_limit_sensor_fkey FOREIGN KEY (tenant_id, sensor_id)
           REFERENCES detection.sensor (tenant_id, id),
         CONSTRAINT sensor_limit_kind_check CHECK (kind IN ('high', 'low'))
       )`,
      `CREATE UNIQUE INDEX sensor_limit_one_idx
         ON detection.sensor_limit (tenant_id, sensor_id, kind, severity) WHERE removed_at IS NULL`,
      `CREATE INDEX sensor_limit_changed_at_idx ON detection.sensor_limit (changed_at)`,
      `CREATE TABLE detection.anomaly (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         sensor_id uuid NOT NULL,
         sensor_key text NOT NULL,
         measured_at timestamptz NOT NULL,
         expired_at timestamptz,
         value double precision NOT NULL,
         unit text NOT NULL,
         score double precision NOT NULL,
         severity text NOT NULL,
         expected_low double precision,
         expected_high double precision,
         parts jsonb NOT NULL,
         explanation text NOT NULL,
         detector_version text NOT NULL,
         correlation_id uuid NOT NULL,
         recorded_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT anomaly_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT anomaly_instant_key UNIQUE (tenant_id, sensor_id, measured_at, detector_version),
         CONSTRAINT anomaly_severity_check CHECK (severity IN ('alert', 'alarm'))
       )`,
      `CREATE INDEX anomaly_measured_at_idx ON detection.anomaly (tenant_id, measured_at DESC, id)`,
      `CREATE INDEX anomaly_equipment_idx
         ON detection.anomaly (tenant_id, equipment_id, measured_at DESC)`,
      `CREATE TABLE detection.limit_exceedance (
         tenant_id uuid NOT NULL,
         limit_id uuid NOT NULL,
         exceeded_at timestamptz NOT NULL,
         returned_at timestamptz,
         value double precision NOT NULL,
         correlation_id uuid NOT NULL,
         CONSTRAINT limit_exceedance_pkey PRIMARY KEY (tenant_id, limit_id, exceeded_at),
         CONSTRAINT limit_exceedance_limit_fkey FOREIGN KEY (tenant_id, limit_id)
           REFERENCES detection.sensor_limit (tenant_id, id)
       )`,
      `CREATE TABLE detection.detector_state (
         tenant_id uuid NOT NULL,
         sensor_id uuid NOT NULL,
         partition int NOT NULL,
         detector_version text NOT NULL,
         state bytea NOT NULL,
         saved_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT detector_state_pkey PRIMARY KEY (tenant_id, sensor_id)
       )`,
      `CREATE INDEX detector_state_partition_idx ON detection.detector_state (partition)`,
      // The states are binary noise to a compressor.
      `ALTER TABLE detection.detector_state ALTER COLUMN state SET STORAGE EXTERNAL`,
    );
    const writes = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'detection', 'sensor', writes);
    await isolateTenants(runner, 'detection', 'sensor_limit', writes, 'system');
    await isolateTenants(runner, 'detection', 'anomaly', writes);
    await isolateTenants(runner, 'detection', 'limit_exceedance', writes);
    await isolateTenants(runner, 'detection', 'detector_state', [...writes, 'DELETE'], 'system');
  }

  down(runner: QueryRunner): Promise<void> {
    const tables = ['detector_state', 'limit_exceedance', 'anomaly', 'sensor_limit', 'sensor'];
    return run(runner, ...tables.map((table) => `DROP TABLE detection.${table}`));
  }
}
