import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What people said of single alarms, which counts where no work order says it. */
export class AlarmAnswers1763700000332 implements MigrationInterface {
  readonly name = 'AlarmAnswers1763700000332';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE analytics.alarm_answer (
         tenant_id uuid NOT NULL,
         alarm_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         case_id uuid,
         rule varchar(120) NOT NULL,
         answer text NOT NULL,
         given_at timestamptz NOT NULL,
         CONSTRAINT alarm_answer_pkey PRIMARY KEY (tenant_id, alarm_id)
       )`,
      `CREATE INDEX alarm_answer_equipment_idx
         ON analytics.alarm_answer (tenant_id, equipment_id, given_at)`,
      `CREATE INDEX feedback_case_idx ON analytics.feedback (tenant_id, case_id)`,
    );
    await isolateTenants(runner, 'analytics', 'alarm_answer', ['SELECT', 'INSERT', 'UPDATE']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `DROP INDEX analytics.feedback_case_idx`,
      `DROP TABLE analytics.alarm_answer`,
    );
  }
}
