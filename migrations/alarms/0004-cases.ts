import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Kinds and endings of cases, and what they rest on. */
export class Cases1763700000004 implements MigrationInterface {
  readonly name = 'Cases1763700000004';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE alarms.alarm_case
         ADD COLUMN kind text NOT NULL DEFAULT 'machine',
         ADD COLUMN duplicate_of uuid,
         ADD CONSTRAINT alarm_case_kind_check CHECK (kind IN ('machine', 'sensor_fault')),
         DROP CONSTRAINT alarm_case_status_check`,
      `UPDATE alarms.alarm_case SET status = 'monitoring' WHERE status = 'triaged' AND work_closed`,
      `ALTER TABLE alarms.alarm_case
         ADD CONSTRAINT alarm_case_status_check CHECK (status IN ('open', 'triaged',
           'work_ordered', 'monitoring', 'resolved', 'false_positive', 'duplicate')),
         ADD CONSTRAINT alarm_case_duplicate_check
           CHECK ((status = 'duplicate') = (duplicate_of IS NOT NULL)),
         ADD CONSTRAINT alarm_case_duplicate_fkey FOREIGN KEY (tenant_id, duplicate_of)
           REFERENCES alarms.alarm_case (tenant_id, id)`,
      `DROP INDEX alarms.alarm_case_open_key`,
      `CREATE UNIQUE INDEX alarm_case_open_key ON alarms.alarm_case (tenant_id, equipment_id, kind)
         WHERE status NOT IN ('resolved', 'false_positive', 'duplicate')`,
      `CREATE TABLE alarms.case_evidence (
         tenant_id uuid NOT NULL,
         case_id uuid NOT NULL,
         kind text NOT NULL,
         source_id uuid NOT NULL,
         text varchar(1000) NOT NULL,
         occurred_at timestamptz NOT NULL,
         CONSTRAINT case_evidence_pkey PRIMARY KEY (tenant_id, case_id, kind, source_id),
         CONSTRAINT case_evidence_kind_check CHECK (kind IN ('anomaly', 'prediction')),
         CONSTRAINT case_evidence_case_fkey FOREIGN KEY (tenant_id, case_id)
           REFERENCES alarms.alarm_case (tenant_id, id)
       )`,
    );
    await isolateTenants(runner, 'alarms', 'case_evidence', ['SELECT', 'INSERT', 'UPDATE']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `DROP TABLE alarms.case_evidence`,
      `DROP INDEX alarms.alarm_case_open_key`,
      `ALTER TABLE alarms.alarm_case
         DROP CONSTRAINT alarm_case_status_check,
         DROP CONSTRAINT alarm_case_duplicate_check,
         DROP CONSTRAINT alarm_case_duplicate_fkey`,
      `UPDATE alarms.alarm_case SET status = CASE status WHEN 'monitoring' THEN 'triaged'
         ELSE 'resolved' END WHERE status IN ('monitoring', 'false_positive', 'duplicate')
           OR kind <> 'machine'`,
      `ALTER TABLE alarms.alarm_case DROP COLUMN kind, DROP COLUMN duplicate_of,
         ADD CONSTRAINT alarm_case_status_check
           CHECK (status IN ('open', 'triaged', 'work_ordered', 'resolved'))`,
      `CREATE UNIQUE INDEX alarm_case_open_key ON alarms.alarm_case (tenant_id, equipment_id)
         WHERE status <> 'resolved'`,
    );
  }
}
