import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** What people said of single alarms, and which anomalies were behind each. */
export class AlarmJudgements1763700000231 implements MigrationInterface {
  readonly name = 'AlarmJudgements1763700000231';

  up(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE alarms.alarm
         ADD COLUMN answer text,
         ADD COLUMN judged_by varchar(120),
         ADD COLUMN judged_at timestamptz,
         ADD COLUMN wrong_reason text,
         ADD COLUMN judgement_comment varchar(1000),
         ADD COLUMN judging_work_order_id uuid,
         ADD CONSTRAINT alarm_answer_check CHECK (answer IS NULL OR answer IN ('right', 'wrong')
           AND judged_by IS NOT NULL AND judged_at IS NOT NULL)`,
      `CREATE INDEX alarm_rule_idx ON alarms.alarm (tenant_id, rule, raised_at)`,
      `ALTER TABLE alarms.case_evidence ADD COLUMN rule varchar(120)`,
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE alarms.case_evidence DROP COLUMN rule`,
      `DROP INDEX alarms.alarm_rule_idx`,
      `ALTER TABLE alarms.alarm DROP COLUMN answer, DROP COLUMN judged_by, DROP COLUMN judged_at,
         DROP COLUMN wrong_reason, DROP COLUMN judgement_comment,
         DROP COLUMN judging_work_order_id`,
    );
  }
}
