import { Injectable } from '@nestjs/common';
import type { AlarmJudged, FeedbackGiven } from '@libs/contracts';
import type { Transaction } from '@libs/database';

@Injectable()
export class FeedbackRepository {
  /** Keeps what was said last of the alarms behind a work order. */
  async note(
    { workOrderId, equipmentId, caseId, answer }: FeedbackGiven,
    at: string,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO feedback AS f (tenant_id, work_order_id, equipment_id, case_id, answer, given_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT feedback_pkey DO UPDATE
         SET answer = excluded.answer, given_at = excluded.given_at
         WHERE f.given_at < excluded.given_at`,
      [tx.tenantId, workOrderId, equipmentId, caseId ?? null, answer, at],
    );
  }

  /** Keeps what was said last of one alarm. */
  async noteOfAlarm(judged: AlarmJudged, tx: Transaction): Promise<void> {
    const { alarmId, equipmentId, caseId, rule, answer, judgedAt } = judged;
    await tx.query(
      `INSERT INTO alarm_answer AS a
         (tenant_id, alarm_id, equipment_id, case_id, rule, answer, given_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT alarm_answer_pkey DO UPDATE
         SET answer = excluded.answer, given_at = excluded.given_at, case_id = excluded.case_id
         WHERE a.given_at < excluded.given_at`,
      [tx.tenantId, alarmId, equipmentId, caseId ?? null, rule, answer, judgedAt],
    );
  }
}
