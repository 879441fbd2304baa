import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What was wrong with sensors themselves. */
export class SensorFaults1763700000303 implements MigrationInterface {
  readonly name = 'SensorFaults1763700000303';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE detection.sensor_fault (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         sensor_id uuid NOT NULL,
         sensor_key text NOT NULL,
         kind text NOT NULL,
         since timestamptz NOT NULL,
         measured_at timestamptz NOT NULL,
         ended_at timestamptz,
         value double precision NOT NULL,
         unit text NOT NULL,
         explanation text NOT NULL,
         explanation_ar text NOT NULL,
         detector_version text NOT NULL,
         correlation_id uuid NOT NULL,
         recorded_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT sensor_fault_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT sensor_fault_kind_check CHECK (kind IN ('out_of_range', 'stuck_at',
           'flat_line', 'spikes', 'drop_outs', 'clock', 'drift'))
       )`,
      `CREATE INDEX sensor_fault_measured_at_idx
         ON detection.sensor_fault (tenant_id, measured_at DESC, id)`,
      `CREATE INDEX sensor_fault_equipment_idx
         ON detection.sensor_fault (tenant_id, equipment_id, measured_at DESC)`,
    );
    await isolateTenants(runner, 'detection', 'sensor_fault', ['SELECT', 'INSERT', 'UPDATE']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, 'DROP TABLE detection.sensor_fault');
  }
}
