import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Templates of inspections, rounds that repeat them, inspections and what was found. */
export class Inspections1763700000215 implements MigrationInterface {
  readonly name = 'Inspections1763700000215';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE maintenance.inspection_template (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         version int NOT NULL,
         code varchar(40) NOT NULL,
         name varchar(200) NOT NULL,
         names jsonb NOT NULL,
         items jsonb NOT NULL,
         review text NOT NULL,
         latest boolean NOT NULL,
         retired_at timestamptz,
         changed_by varchar(120) NOT NULL,
         created_at timestamptz NOT NULL,
         CONSTRAINT inspection_template_pkey PRIMARY KEY (tenant_id, id, version),
         CONSTRAINT inspection_template_review_check
           CHECK (review IN ('other_person', 'anybody'))
       )`,
      `CREATE UNIQUE INDEX inspection_template_latest_key
         ON maintenance.inspection_template (tenant_id, id) WHERE latest`,
      `CREATE UNIQUE INDEX inspection_template_code_key
         ON maintenance.inspection_template (tenant_id, code) WHERE latest`,
      `CREATE TABLE maintenance.inspection_round (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         version int NOT NULL,
         name varchar(200) NOT NULL,
         template_id uuid NOT NULL,
         equipment_ids uuid[] NOT NULL,
         location_id uuid,
         rrule varchar(300) NOT NULL,
         starts_at varchar(16) NOT NULL,
         time_zone varchar(60) NOT NULL,
         window_minutes int NOT NULL,
         lead_days int NOT NULL,
         team varchar(120),
         catch_up text NOT NULL,
         state text NOT NULL,
         planned_to varchar(16) NOT NULL,
         due_at timestamptz,
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         attempts int NOT NULL DEFAULT 0,
         changed_by varchar(120) NOT NULL,
         correlation_id uuid NOT NULL,
         created_at timestamptz NOT NULL,
         changed_at timestamptz NOT NULL,
         CONSTRAINT inspection_round_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT inspection_round_catch_up_check
           CHECK (catch_up IN ('create_one', 'create_each', 'skip')),
         CONSTRAINT inspection_round_state_check CHECK (state IN ('active', 'paused', 'retired')),
         CONSTRAINT inspection_round_target_check
           CHECK ((location_id IS NULL) = (cardinality(equipment_ids) > 0))
       )`,
      `CREATE INDEX inspection_round_due_at_idx ON maintenance.inspection_round (due_at)
         WHERE due_at IS NOT NULL`,
      `CREATE TABLE maintenance.inspection (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         template_id uuid NOT NULL,
         template_version int NOT NULL,
         name varchar(200) NOT NULL,
         round_id uuid,
         occurrence_key varchar(16),
         team varchar(120),
         status text NOT NULL,
         due_at timestamptz NOT NULL,
         closes_at timestamptz NOT NULL,
         follow_at timestamptz,
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         attempts int NOT NULL DEFAULT 0,
         score double precision,
         band text,
         failed_items int NOT NULL DEFAULT 0,
         started_at timestamptz,
         started_by varchar(120),
         submission_id uuid,
         performed_at timestamptz,
         submitted_at timestamptz,
         submitted_by varchar(120),
         submitted_actor text,
         reviewed_at timestamptz,
         reviewed_by varchar(120),
         review_comment varchar(2000),
         closed_at timestamptz,
         cancel_reason varchar(1000),
         version int NOT NULL,
         correlation_id uuid NOT NULL,
         CONSTRAINT inspection_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT inspection_template_fkey FOREIGN KEY (tenant_id, template_id, template_version)
           REFERENCES maintenance.inspection_template (tenant_id, id, version),
         CONSTRAINT inspection_round_fkey FOREIGN KEY (tenant_id, round_id)
           REFERENCES maintenance.inspection_round (tenant_id, id),
         CONSTRAINT inspection_status_check CHECK (status IN ('scheduled', 'due', 'in_progress',
           'submitted', 'reviewed', 'closed', 'missed', 'cancelled')),
         CONSTRAINT inspection_band_check
           CHECK (band IN ('minor', 'moderate', 'major', 'critical')),
         CONSTRAINT inspection_score_check CHECK (score BETWEEN 0 AND 100),
         CONSTRAINT inspection_submission_check
           CHECK ((status IN ('submitted', 'reviewed', 'closed')) = (submission_id IS NOT NULL))
       )`,
      `CREATE UNIQUE INDEX inspection_occurrence_key
         ON maintenance.inspection (tenant_id, round_id, equipment_id, occurrence_key)
         WHERE status <> 'cancelled'`,
      `CREATE INDEX inspection_due_at_idx ON maintenance.inspection (tenant_id, due_at DESC, id)`,
      `CREATE INDEX inspection_equipment_idx
         ON maintenance.inspection (tenant_id, equipment_id, due_at DESC)`,
      `CREATE INDEX inspection_follow_at_idx ON maintenance.inspection (follow_at)
         WHERE follow_at IS NOT NULL`,
      `CREATE TABLE maintenance.inspection_result (
         tenant_id uuid NOT NULL,
         inspection_id uuid NOT NULL,
         item varchar(40) NOT NULL,
         equipment_id uuid NOT NULL,
         template_id uuid NOT NULL,
         position int NOT NULL,
         outcome text NOT NULL,
         failed boolean NOT NULL,
         severity int NOT NULL,
         assessment text,
         value double precision,
         choice varchar(40),
         text varchar(2000),
         comment varchar(2000),
         photo_ids uuid[] NOT NULL,
         measured_at timestamptz NOT NULL,
         CONSTRAINT inspection_result_pkey PRIMARY KEY (tenant_id, inspection_id, item),
         CONSTRAINT inspection_result_inspection_fkey FOREIGN KEY (tenant_id, inspection_id)
           REFERENCES maintenance.inspection (tenant_id, id),
         CONSTRAINT inspection_result_outcome_check
           CHECK (outcome IN ('pass', 'fail', 'not_applicable', 'measured')),
         CONSTRAINT inspection_result_assessment_check
           CHECK (assessment IN ('within', 'warning', 'outside')),
         CONSTRAINT inspection_result_severity_check
           CHECK (severity BETWEEN 0 AND 4 AND (failed OR severity = 0))
       )`,
      `CREATE INDEX inspection_result_item_idx ON maintenance.inspection_result
         (tenant_id, equipment_id, template_id, item, measured_at DESC)`,
    );
    const changed = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'maintenance', 'inspection_template', changed);
    await isolateTenants(runner, 'maintenance', 'inspection_round', changed, 'system');
    await isolateTenants(runner, 'maintenance', 'inspection', changed, 'system');
    await isolateTenants(runner, 'maintenance', 'inspection_result', ['SELECT', 'INSERT']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      ...['inspection_result', 'inspection', 'inspection_round', 'inspection_template'].map(
        (table) => `DROP TABLE maintenance.${table}`,
      ),
    );
  }
}
