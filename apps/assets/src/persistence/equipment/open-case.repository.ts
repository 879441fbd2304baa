import { Injectable } from '@nestjs/common';
import type { TriageVerdict } from '@libs/contracts';
import type { Transaction } from '@libs/database';

/** The cases of machine trouble that are open at equipment. */
@Injectable()
export class OpenCaseRepository {
  /** Notes a case; one that was decided on stays so until that is decided anew. */
  async note(
    found: {
      caseId: string;
      equipmentId: string;
      title: string;
      at: string;
      verdict?: TriageVerdict;
    },
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO open_case AS known (tenant_id, case_id, equipment_id, verdict, title, opened_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (tenant_id, case_id) DO UPDATE
         SET verdict = coalesce(excluded.verdict, known.verdict), title = excluded.title`,
      [tx.tenantId, found.caseId, found.equipmentId, found.verdict ?? null, found.title, found.at],
    );
  }

  async remove(caseId: string, tx: Transaction): Promise<void> {
    await tx.query('DELETE FROM open_case WHERE tenant_id = $1 AND case_id = $2', [
      tx.tenantId,
      caseId,
    ]);
  }

  /** A case of true trouble that is over. */
  async notePast(
    found: { caseId: string; equipmentId: string; at: string },
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO past_case (tenant_id, case_id, equipment_id, ended_at)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id, case_id) DO UPDATE SET ended_at = excluded.ended_at`,
      [tx.tenantId, found.caseId, found.equipmentId, found.at],
    );
  }

  /** It goes on, or was none. */
  async forgetPast(caseId: string, tx: Transaction): Promise<void> {
    await tx.query('DELETE FROM past_case WHERE tenant_id = $1 AND case_id = $2', [
      tx.tenantId,
      caseId,
    ]);
  }

  async verdictsAt(equipmentId: string, tx: Transaction): Promise<(TriageVerdict | null)[]> {
    const rows = await tx.query<{ verdict: TriageVerdict | null }>(
      'SELECT verdict FROM open_case WHERE tenant_id = $1 AND equipment_id = $2',
      [tx.tenantId, equipmentId],
    );
    return rows.map(({ verdict }) => verdict);
  }
}
