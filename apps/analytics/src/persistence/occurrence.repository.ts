import { Injectable } from '@nestjs/common';
import type { OccurrenceEvent } from '@libs/contracts';
import type { Transaction } from '@libs/database';

/** What may become of a preventive job. */
export type OccurrenceInstant = 'done_at' | 'skipped_at' | 'merged_at' | 'withdrawn_at';

const HOUR_MS = 3_600_000;
/** What plans say where they say nothing. */
const USUAL_TOLERANCE_HOURS = 24;

@Injectable()
export class OccurrenceRepository {
  /**
   * Keeps when a job was due; one that is due by a meter is due when that is told. What comes up
   * again is no longer part of what had taken it in.
   */
  async due(told: OccurrenceEvent, at: string, tx: Transaction): Promise<void> {
    const { occurrenceId, equipmentId, dueAt = at } = told;
    const { toleranceHours = USUAL_TOLERANCE_HOURS } = told;
    await tx.query(
      `INSERT INTO plan_occurrence AS o (tenant_id, id, equipment_id, due_at, tolerance_ms)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT plan_occurrence_pkey DO UPDATE
         SET due_at = excluded.due_at, tolerance_ms = excluded.tolerance_ms,
           merged_at = CASE WHEN o.merged_at > $6 THEN o.merged_at END`,
      [tx.tenantId, occurrenceId, equipmentId, dueAt, toleranceHours * HOUR_MS, at],
    );
  }

  /** Notes an end; what ended before it was due was due then all the same. */
  async end(
    told: OccurrenceEvent,
    [what, at]: readonly [OccurrenceInstant, string],
    tx: Transaction,
  ): Promise<void> {
    const { occurrenceId, equipmentId, dueAt = at } = told;
    const { toleranceHours = USUAL_TOLERANCE_HOURS } = told;
    await tx.query(
      `INSERT INTO plan_occurrence AS o (tenant_id, id, equipment_id, due_at, tolerance_ms, ${what})
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT plan_occurrence_pkey DO UPDATE SET ${what} = excluded.${what}`,
      [tx.tenantId, occurrenceId, equipmentId, dueAt, toleranceHours * HOUR_MS, at],
    );
  }
}
