import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** The first alarms: what is known of equipment, conditions, alarms and cases. */
export class AlarmsAndCases1763700000002 implements MigrationInterface {
  readonly name = 'AlarmsAndCases1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE alarms.equipment (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         code varchar(50),
         name varchar(200),
         criticality char(1) NOT NULL DEFAULT 'C',
         CONSTRAINT equipment_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT equipment_criticality_check CHECK (criticality IN ('A', 'B', 'C', 'D'))
       )`,
      `CREATE TABLE alarms.condition (
         tenant_id uuid NOT NULL,
         source_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         rule varchar(120) NOT NULL,
         began_at timestamptz,
         ended_at timestamptz,
         CONSTRAINT condition_pkey PRIMARY KEY (tenant_id, source_id)
       )`,
      `CREATE INDEX condition_rule_idx ON alarms.condition (tenant_id, equipment_id, rule)`,
      `CREATE TABLE alarms.alarm_case (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         status text NOT NULL,
         severity text NOT NULL,
         verdict text,
         title varchar(1000) NOT NULL,
         reason varchar(1000),
         work_order_id uuid,
         work_closed boolean NOT NULL DEFAULT false,
         ended_work_orders uuid[] NOT NULL DEFAULT '{}',
         correlation_id uuid NOT NULL,
         opened_at timestamptz NOT NULL,
         resolved_at timestamptz,
         CONSTRAINT alarm_case_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT alarm_case_status_check
           CHECK (status IN ('open', 'triaged', 'work_ordered', 'resolved')),
         CONSTRAINT alarm_case_severity_check
           CHECK (severity IN ('low', 'medium', 'high', 'critical')),
         CONSTRAINT alarm_case_verdict_check CHECK (verdict IN ('watch', 'plan', 'act_now'))
       )`,
      `CREATE UNIQUE INDEX alarm_case_open_key ON alarms.alarm_case (tenant_id, equipment_id)
         WHERE status <> 'resolved'`,
      `CREATE INDEX alarm_case_opened_at_idx ON alarms.alarm_case (tenant_id, opened_at DESC, id)`,
      `CREATE TABLE alarms.alarm (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         case_id uuid NOT NULL,
         rule varchar(120) NOT NULL,
         sensor_id uuid NOT NULL,
         source_id uuid NOT NULL,
         active boolean NOT NULL,
         acked boolean NOT NULL,
         severity text NOT NULL,
         count int NOT NULL,
         message varchar(1000) NOT NULL,
         occurred_at timestamptz NOT NULL,
         raised_at timestamptz NOT NULL,
         acknowledged_at timestamptz,
         acknowledged_by varchar(120),
         returned_at timestamptz,
         cleared_at timestamptz,
         correlation_id uuid NOT NULL,
         CONSTRAINT alarm_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT alarm_case_fkey FOREIGN KEY (tenant_id, case_id)
           REFERENCES alarms.alarm_case (tenant_id, id),
         CONSTRAINT alarm_severity_check CHECK (severity IN ('low', 'medium', 'high', 'critical'))
       )`,
      `CREATE UNIQUE INDEX alarm_open_key ON alarms.alarm (tenant_id, equipment_id, rule)
         WHERE cleared_at IS NULL`,
      `CREATE INDEX alarm_case_idx ON alarms.alarm (tenant_id, case_id)`,
      `CREATE INDEX alarm_raised_at_idx ON alarms.alarm (tenant_id, raised_at DESC, id)`,
    );
    for (const table of ['equipment', 'condition', 'alarm_case', 'alarm']) {
      await isolateTenants(runner, 'alarms', table, ['SELECT', 'INSERT', 'UPDATE']);
    }
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      ...['alarm', 'alarm_case', 'condition', 'equipment'].map(
        (table) => `DROP TABLE alarms.${table}`,
      ),
    );
  }
}
