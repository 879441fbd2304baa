import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/**
 * Every step of work in place of its first start and last end, so that waits and second attempts
 * count; what work cost and what was recorded of it; preventive jobs; what alarms were worth.
 */
export class WhatWorkCameTo1763700000310 implements MigrationInterface {
  readonly name = 'WhatWorkCameTo1763700000310';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE analytics.work_step (
         tenant_id uuid NOT NULL,
         event_id uuid NOT NULL,
         work_order_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         step text NOT NULL,
         at timestamptz NOT NULL,
         hold_reason text,
         restored_at timestamptz,
         CONSTRAINT work_step_pkey PRIMARY KEY (tenant_id, event_id),
         CONSTRAINT work_step_step_check CHECK (step IN ('started', 'held', 'resumed', 'completed',
           'sent_back', 'reopened', 'cancelled')),
         CONSTRAINT work_step_hold_check CHECK ((step = 'held') = (hold_reason IS NOT NULL))
       )`,
      `CREATE INDEX work_step_equipment_idx ON analytics.work_step (tenant_id, equipment_id)`,
      `CREATE INDEX work_step_order_idx ON analytics.work_step (tenant_id, work_order_id, at)`,
      // The owner of a table is held to its policies too, and has no tenant here.
      'ALTER TABLE analytics.work_order NO FORCE ROW LEVEL SECURITY',
      ...['started', 'completed', 'cancelled'].map(
        (step) =>
          `INSERT INTO analytics.work_step (tenant_id, event_id, work_order_id, equipment_id, step, at)
           SELECT tenant_id, gen_random_uuid(), id, equipment_id, '${step}', ${step}_at
           FROM analytics.work_order WHERE ${step}_at IS NOT NULL`,
      ),
      'ALTER TABLE analytics.work_order FORCE ROW LEVEL SECURITY',
      `ALTER TABLE analytics.work_order
         DROP COLUMN started_at, DROP COLUMN completed_at, DROP COLUMN cancelled_at,
         ADD COLUMN planned_at timestamptz,
         ADD COLUMN planned_from timestamptz,
         ADD COLUMN planned_to timestamptz`,
      `CREATE TABLE analytics.work_cost (
         tenant_id uuid NOT NULL,
         key text NOT NULL,
         work_order_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         kind text NOT NULL,
         amount numeric(16, 4) NOT NULL,
         told_at timestamptz NOT NULL,
         CONSTRAINT work_cost_pkey PRIMARY KEY (tenant_id, key),
         CONSTRAINT work_cost_kind_check CHECK (kind IN ('labour', 'parts', 'services'))
       )`,
      `CREATE INDEX work_cost_equipment_idx ON analytics.work_cost (tenant_id, equipment_id)`,
      `CREATE TABLE analytics.maintenance_record (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         work_order_id uuid,
         performed_at timestamptz NOT NULL,
         cost numeric(16, 4),
         is_failure boolean NOT NULL,
         corrects uuid,
         CONSTRAINT maintenance_record_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE INDEX maintenance_record_equipment_idx
         ON analytics.maintenance_record (tenant_id, equipment_id, performed_at)`,
      `CREATE INDEX maintenance_record_corrects_idx
         ON analytics.maintenance_record (tenant_id, corrects) WHERE corrects IS NOT NULL`,
      `CREATE TABLE analytics.plan_occurrence (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         due_at timestamptz NOT NULL,
         tolerance_ms bigint NOT NULL,
         done_at timestamptz,
         skipped_at timestamptz,
         merged_at timestamptz,
         CONSTRAINT plan_occurrence_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE INDEX plan_occurrence_due_at_idx
         ON analytics.plan_occurrence (tenant_id, equipment_id, due_at)`,
      `ALTER TABLE analytics.alarm ADD COLUMN shelved_at timestamptz, ADD COLUMN case_id uuid`,
      `CREATE INDEX alarm_case_idx ON analytics.alarm (tenant_id, case_id)`,
      `CREATE TABLE analytics.alarm_case (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         opened_at timestamptz,
         ended_at timestamptz,
         reopened_at timestamptz,
         CONSTRAINT alarm_case_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE INDEX alarm_case_equipment_idx ON analytics.alarm_case (tenant_id, equipment_id)`,
      `CREATE TABLE analytics.feedback (
         tenant_id uuid NOT NULL,
         work_order_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         case_id uuid,
         answer text NOT NULL,
         given_at timestamptz NOT NULL,
         CONSTRAINT feedback_pkey PRIMARY KEY (tenant_id, work_order_id)
       )`,
      `CREATE INDEX feedback_equipment_idx
         ON analytics.feedback (tenant_id, equipment_id, given_at)`,
    );
    for (const table of ['work_cost', 'plan_occurrence', 'alarm_case', 'feedback']) {
      await isolateTenants(runner, 'analytics', table, ['SELECT', 'INSERT', 'UPDATE']);
    }
    for (const table of ['work_step', 'maintenance_record']) {
      await isolateTenants(runner, 'analytics', table, ['SELECT', 'INSERT']);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE analytics.work_order
         DROP COLUMN planned_to, DROP COLUMN planned_from, DROP COLUMN planned_at,
         ADD COLUMN started_at timestamptz,
         ADD COLUMN completed_at timestamptz,
         ADD COLUMN cancelled_at timestamptz`,
      'ALTER TABLE analytics.work_order NO FORCE ROW LEVEL SECURITY',
      'ALTER TABLE analytics.work_step NO FORCE ROW LEVEL SECURITY',
      `UPDATE analytics.work_order AS w SET
         started_at = (${instant('min', 'started')}),
         completed_at = (${instant('max', 'completed')}),
         cancelled_at = (${instant('max', 'cancelled')})`,
      'ALTER TABLE analytics.work_order FORCE ROW LEVEL SECURITY',
      `ALTER TABLE analytics.alarm DROP COLUMN case_id, DROP COLUMN shelved_at`,
      ...['feedback', 'alarm_case', 'plan_occurrence', 'maintenance_record', 'work_cost'].map(
        (table) => `DROP TABLE analytics.${table}`,
      ),
      'DROP TABLE analytics.work_step',
    );
  }
}

const instant = (which: 'min' | 'max', step: string): string =>
  `SELECT ${which}(s.at) FROM analytics.work_step AS s
   WHERE s.tenant_id = w.tenant_id AND s.work_order_id = w.id AND s.step = '${step}'`;
