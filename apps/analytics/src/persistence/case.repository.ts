import { Injectable } from '@nestjs/common';
import type { CaseEvent } from '@libs/contracts';
import type { Transaction } from '@libs/database';

/** The instants of a case's life that matter here. */
export type CaseInstant = 'opened_at' | 'ended_at' | 'reopened_at';

@Injectable()
export class CaseRepository {
  /** Notes the latest of an instant; the others may come before or after. */
  async note(
    { caseId, equipmentId, kind = 'machine' }: CaseEvent,
    [what, at]: readonly [CaseInstant, string],
    tx: Transaction,
  ): Promise<void> {
    // A faulty sensor says nothing of the machine.
    if (kind !== 'machine') return;
    await tx.query(
      `INSERT INTO alarm_case AS c (tenant_id, id, equipment_id, ${what}) VALUES ($1, $2, $3, $4)
       ON CONFLICT ON CONSTRAINT alarm_case_pkey DO UPDATE
         SET ${what} = greatest(c.${what}, excluded.${what})`,
      [tx.tenantId, caseId, equipmentId, at],
    );
  }
}
