import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What people said of anomalies, and what it changed. */
export class Feedback1763700000402 implements MigrationInterface {
  readonly name = 'Feedback1763700000402';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE detection.anomaly_feedback (
         tenant_id uuid NOT NULL,
         anomaly_id uuid NOT NULL,
         answer text NOT NULL,
         work_order_id uuid,
         given_by text NOT NULL,
         given_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT anomaly_feedback_pkey PRIMARY KEY (tenant_id, anomaly_id),
         CONSTRAINT anomaly_feedback_answer_check CHECK (answer IN ('right', 'wrong'))
       )`,
      `CREATE TABLE detection.sensor_adjustment (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         sensor_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         anomaly_id uuid NOT NULL,
         answer text NOT NULL,
         step double precision NOT NULL,
         adjusted_by text NOT NULL,
         created_at timestamptz NOT NULL DEFAULT now(),
         from_at timestamptz NOT NULL,
         until_at timestamptz,
         reverted_by text,
         revert_reason text,
         changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
         CONSTRAINT sensor_adjustment_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT sensor_adjustment_anomaly_key UNIQUE (tenant_id, anomaly_id)
       )`,
      `CREATE INDEX sensor_adjustment_sensor_idx
         ON detection.sensor_adjustment (tenant_id, sensor_id, created_at)`,
      `CREATE INDEX sensor_adjustment_changed_at_idx ON detection.sensor_adjustment (changed_at)`,
    );
    const rights = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'detection', 'anomaly_feedback', rights);
    await isolateTenants(runner, 'detection', 'sensor_adjustment', rights, 'system');
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `DROP TABLE detection.sensor_adjustment`,
      `DROP TABLE detection.anomaly_feedback`,
    );
  }
}
