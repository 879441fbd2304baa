import { Injectable } from '@nestjs/common';
import type { DetectorKind, VersionComparison, VersionSwitch } from '@libs/contracts';
import type { Transaction } from '@libs/database';

interface Row extends Omit<VersionSwitch, 'from' | 'decidedAt' | 'comparison'> {
  from: Date;
  decidedAt: Date;
  comparison: VersionComparison | null;
}

const COLUMNS = `id, decision, version_id AS "versionId", former_id AS "formerVersionId",
  from_at AS "from", comment, decided_by AS "decidedBy", decided_at AS "decidedAt", comparison`;
const MOST_TOLD = 100;

const viewOf = ({ from, decidedAt, comparison, ...row }: Row): VersionSwitch => ({
  ...row,
  from: from.toISOString(),
  decidedAt: decidedAt.toISOString(),
  ...(comparison && { comparison }),
});

/** Decisions which version tells people; what was decided stays as it is. */
@Injectable()
export class SwitchRepository {
  async add(
    made: Pick<
      VersionSwitch,
      'id' | 'decision' | 'versionId' | 'formerVersionId' | 'comment' | 'decidedBy'
    > & {
      readonly kind: DetectorKind;
      readonly from: Date;
      readonly comparison?: VersionComparison;
    },
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO detector_switch (tenant_id, id, kind, decision, version_id, former_id, from_at,
         comment, decided_by, comparison)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[tx.tenantId, made.id, made.kind, made.decision, made.versionId, made.formerVersionId],
        ...[made.from, made.comment, made.decidedBy],
        made.comparison ? JSON.stringify(made.comparison) : null,
      ],
    );
  }

  /** From when on a decision of now counts: after every earlier one of its kind. */
  async nextFrom(kind: DetectorKind, wanted: Date, tx: Transaction): Promise<Date> {
    const [row] = await tx.query<{ last: Date | null }>(
      `SELECT max(from_at) AS last FROM detector_switch WHERE tenant_id = $1 AND kind = $2`,
      [tx.tenantId, kind],
    );
    const after = (row?.last?.getTime() ?? Number.NEGATIVE_INFINITY) + 1;
    return new Date(Math.max(wanted.getTime(), after));
  }

  /** The version that told people before this one was activated, if any did. */
  async formerOf(versionId: string, tx: Transaction): Promise<string | undefined> {
    const [row] = await tx.query<{ formerId: string }>(
      `SELECT former_id AS "formerId" FROM detector_switch
       WHERE tenant_id = $1 AND version_id = $2 AND decision = 'activated'`,
      [tx.tenantId, versionId],
    );
    return row?.formerId;
  }

  /** Of one version, newest first. */
  async listOf(versionId: string, tx: Transaction): Promise<VersionSwitch[]> {
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM detector_switch
       WHERE tenant_id = $1 AND (version_id = $2 OR former_id = $2)
       ORDER BY from_at DESC LIMIT ${MOST_TOLD}`,
      [tx.tenantId, versionId],
    );
    return rows.map(viewOf);
  }
}
