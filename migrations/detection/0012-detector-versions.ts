import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Versions of detectors beside one another, the decisions between them, and what one would have told. */
export class DetectorVersions1763700000431 implements MigrationInterface {
  readonly name = 'DetectorVersions1763700000431';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE detection.detector_version (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         kind text NOT NULL,
         number int NOT NULL,
         name text NOT NULL,
         note text,
         settings jsonb NOT NULL,
         state text NOT NULL,
         author text NOT NULL,
         created_at timestamptz NOT NULL DEFAULT now(),
         shadow_from timestamptz,
         shadow_until timestamptz,
         retired_at timestamptz,
         changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
         CONSTRAINT detector_version_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT detector_version_number_key UNIQUE (tenant_id, kind, number),
         CONSTRAINT detector_version_kind_check CHECK (kind IN ('univariate', 'machine')),
         CONSTRAINT detector_version_state_check
           CHECK (state IN ('draft', 'shadow', 'active', 'retired'))
       )`,
      `CREATE UNIQUE INDEX detector_version_one_active_idx
         ON detection.detector_version (tenant_id, kind) WHERE state = 'active'`,
      `CREATE UNIQUE INDEX detector_version_one_shadow_idx
         ON detection.detector_version (tenant_id, kind) WHERE state = 'shadow'`,
      `CREATE INDEX detector_version_changed_at_idx ON detection.detector_version (changed_at)`,
      `CREATE TABLE detection.detector_switch (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         kind text NOT NULL,
         decision text NOT NULL,
         version_id uuid NOT NULL,
         former_id uuid NOT NULL,
         from_at timestamptz NOT NULL,
         comment text NOT NULL,
         decided_by text NOT NULL,
         decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
         comparison jsonb,
         CONSTRAINT detector_switch_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT detector_switch_from_key UNIQUE (tenant_id, kind, from_at),
         CONSTRAINT detector_switch_version_fkey FOREIGN KEY (tenant_id, version_id)
           REFERENCES detection.detector_version (tenant_id, id),
         CONSTRAINT detector_switch_former_fkey FOREIGN KEY (tenant_id, former_id)
           REFERENCES detection.detector_version (tenant_id, id),
         CONSTRAINT detector_switch_decision_check CHECK (decision IN ('activated', 'rolled_back'))
       )`,
      `CREATE INDEX detector_switch_decided_at_idx ON detection.detector_switch (decided_at)`,
      `CREATE TABLE detection.shadow_episode (
         tenant_id uuid NOT NULL,
         version_id uuid NOT NULL,
         source_id uuid NOT NULL,
         began_at timestamptz NOT NULL,
         ended_at timestamptz,
         equipment_id uuid NOT NULL,
         sensor_id uuid NOT NULL,
         sensor_key text NOT NULL,
         kind text NOT NULL,
         severity text NOT NULL,
         score double precision NOT NULL,
         explanation text NOT NULL,
         explanation_ar text NOT NULL,
         CONSTRAINT shadow_episode_pkey PRIMARY KEY (tenant_id, version_id, source_id, began_at)
       )`,
      `CREATE INDEX shadow_episode_began_at_idx
         ON detection.shadow_episode (tenant_id, version_id, began_at DESC)`,
      `ALTER TABLE detection.backtest ADD COLUMN version_id uuid, ADD COLUMN version_kind text`,
    );
    const rights = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'detection', 'detector_version', rights, 'system');
    // A decision is never changed, and so nobody may.
    await isolateTenants(runner, 'detection', 'detector_switch', ['SELECT', 'INSERT'], 'system');
    await isolateTenants(runner, 'detection', 'shadow_episode', rights);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE detection.backtest DROP COLUMN version_id, DROP COLUMN version_kind`,
      `DROP TABLE detection.shadow_episode`,
      `DROP TABLE detection.detector_switch`,
      `DROP TABLE detection.detector_version`,
    );
  }
}
