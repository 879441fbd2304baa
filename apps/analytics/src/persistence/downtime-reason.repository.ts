import { Injectable } from '@nestjs/common';
import type { DowntimeReason, DowntimeReasonView } from '@libs/contracts';
import type { Transaction } from '@libs/database';

interface Row {
  readonly code: string;
  readonly name: string;
  readonly name_ar: string | null;
  readonly archived: boolean;
}

@Injectable()
export class DowntimeReasonRepository {
  async list(tx: Transaction): Promise<DowntimeReasonView[]> {
    const rows = await tx.query<Row>(
      `SELECT code, name, name_ar, archived FROM downtime_reason
       WHERE tenant_id = $1 ORDER BY code`,
      [tx.tenantId],
    );
    return rows.map(({ code, name, name_ar, archived }) => ({
      ...{ code, name, archived },
      ...(name_ar !== null && { nameAr: name_ar }),
    }));
  }

  /** Whether a reason may be given; one that is archived may not. */
  async isInUse(code: string, tx: Transaction): Promise<boolean> {
    const sql = `SELECT 1 FROM downtime_reason
      WHERE tenant_id = $1 AND code = $2 AND NOT archived`;
    return (await tx.query(sql, [tx.tenantId, code])).length > 0;
  }

  /** Puts a tree in the place of the one there is; answers what it archived. */
  async replace(reasons: readonly DowntimeReason[], tx: Transaction): Promise<string[]> {
    await tx.query(
      `INSERT INTO downtime_reason (tenant_id, code, name, name_ar, archived)
       SELECT $1, code, name, "nameAr", false
       FROM jsonb_to_recordset($2::jsonb) AS told (code text, name text, "nameAr" text)
       ON CONFLICT ON CONSTRAINT downtime_reason_pkey DO UPDATE
         SET name = excluded.name, name_ar = excluded.name_ar, archived = false`,
      [tx.tenantId, JSON.stringify(reasons)],
    );
    const archived = await tx.query<{ code: string }>(
      `WITH gone AS (
         UPDATE downtime_reason SET archived = true
         WHERE tenant_id = $1 AND NOT archived AND code <> ALL($2::text[]) RETURNING code
       ) SELECT code FROM gone ORDER BY code`,
      [tx.tenantId, reasons.map(({ code }) => code)],
    );
    return archived.map(({ code }) => code);
  }
}
