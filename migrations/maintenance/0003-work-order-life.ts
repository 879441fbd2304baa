import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

const BEFORE = ['approved', 'assigned', 'in_progress', 'completed', 'closed', 'cancelled'];
const AFTER = [...BEFORE, 'draft', 'awaiting_approval', 'planned', 'scheduled', 'on_hold'];

const among = (words: readonly string[]): string => words.map((each) => `'${each}'`).join(', ');

const COLUMNS = [
  'detected_at timestamptz',
  'reported_at timestamptz',
  'acknowledged_at timestamptz',
  'approved_at timestamptz',
  'planned_start_at timestamptz',
  'planned_end_at timestamptz',
  'due_at timestamptz',
  'held_at timestamptz',
  'restored_at timestamptz',
  'reopenable_until timestamptz',
  'crew varchar(120)',
  'completed_by_actor text',
  'estimated_cost numeric(16, 4)',
  'triage_verdict text',
  'plan_id uuid',
  'occurrence_id uuid',
  'inspection_id uuid',
  'work_request_id uuid',
];

/** The whole life of a work order, each of its changes, and what a plant agreed on for its work. */
export class WorkOrderLife1763700000203 implements MigrationInterface {
  readonly name = 'WorkOrderLife1763700000203';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE maintenance.work_order
         DROP CONSTRAINT work_order_status_check,
         ADD CONSTRAINT work_order_status_check CHECK (status IN (${among(AFTER)})),
         ${COLUMNS.map((column) => `ADD COLUMN ${column}`).join(', ')},
         ADD CONSTRAINT work_order_window_check CHECK (planned_end_at > planned_start_at)`,
      `CREATE INDEX work_order_equipment_idx ON maintenance.work_order
         (tenant_id, equipment_id, created_at DESC)`,
      `CREATE INDEX work_order_crew_idx ON maintenance.work_order (tenant_id, crew)
         WHERE status IN ('scheduled', 'assigned')`,
      `CREATE TABLE maintenance.work_order_step (
         tenant_id uuid NOT NULL,
         work_order_id uuid NOT NULL,
         version int NOT NULL,
         action text NOT NULL,
         from_status text,
         to_status text NOT NULL,
         by_actor text NOT NULL,
         by_name varchar(120) NOT NULL,
         hold_reason text,
         reason varchar(1000),
         taken_at timestamptz NOT NULL,
         CONSTRAINT work_order_step_pkey PRIMARY KEY (tenant_id, work_order_id, version),
         CONSTRAINT work_order_step_order_fkey FOREIGN KEY (tenant_id, work_order_id)
           REFERENCES maintenance.work_order (tenant_id, id)
       )`,
      `CREATE TABLE maintenance.work_policy (
         tenant_id uuid NOT NULL,
         autonomy text NOT NULL DEFAULT 'act',
         approval_above numeric(16, 4),
         approver_limit numeric(16, 4),
         reopen_days int NOT NULL DEFAULT 14,
         verified_by_other boolean NOT NULL DEFAULT false,
         signed boolean NOT NULL DEFAULT false,
         currency char(3) NOT NULL DEFAULT 'EUR',
         changed_by varchar(120),
         changed_at timestamptz,
         CONSTRAINT work_policy_pkey PRIMARY KEY (tenant_id),
         CONSTRAINT work_policy_autonomy_check
           CHECK (autonomy IN ('observe', 'recommend', 'act_with_approval', 'act'))
       )`,
    );
    // What happened is never written anew.
    await isolateTenants(runner, 'maintenance', 'work_order_step', ['SELECT', 'INSERT']);
    await isolateTenants(runner, 'maintenance', 'work_policy', ['SELECT', 'INSERT', 'UPDATE']);
  }

  down(runner: QueryRunner): Promise<void> {
    const names = COLUMNS.map((column) => column.slice(0, column.indexOf(' ')));
    return run(
      runner,
      'DROP TABLE maintenance.work_policy',
      'DROP TABLE maintenance.work_order_step',
      'DROP INDEX maintenance.work_order_crew_idx',
      'DROP INDEX maintenance.work_order_equipment_idx',
      // What had not been known is told in the nearest of the words that had.
      `UPDATE maintenance.work_order SET status = CASE status
         WHEN 'on_hold' THEN 'in_progress' ELSE 'approved' END
         WHERE status NOT IN (${among(BEFORE)})`,
      `ALTER TABLE maintenance.work_order
         DROP CONSTRAINT work_order_window_check,
         ${names.map((column) => `DROP COLUMN ${column}`).join(', ')},
         DROP CONSTRAINT work_order_status_check,
         ADD CONSTRAINT work_order_status_check CHECK (status IN (${among(BEFORE)}))`,
    );
  }
}
