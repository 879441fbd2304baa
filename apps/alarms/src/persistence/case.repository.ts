import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type CaseKind,
  type CaseView,
  type ListCases,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { In, Not } from 'typeorm';
import { ENDED_STATUSES } from '../domain/case-life.js';
import { CaseEntity, type Case } from './case.entity.js';

interface Counts {
  readonly alarmCount: number;
  readonly anomalyCount: number;
  readonly predictionCount: number;
}

const NOTHING: Counts = { alarmCount: 0, anomalyCount: 0, predictionCount: 0 };
const OPEN = Not(In([...ENDED_STATUSES]));

const caseView = (row: Case, counts: Counts): CaseView => ({
  id: row.id,
  equipmentId: row.equipmentId,
  kind: row.kind,
  status: row.status,
  severity: row.severity,
  verdict: row.verdict,
  title: row.title,
  reason: row.reason,
  ...counts,
  workOrderId: row.workOrderId,
  duplicateOf: row.duplicateOf,
  openedAt: row.openedAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  correlationId: row.correlationId,
});

@Injectable()
export class CaseRepository {
  async add(row: Case, tx: Transaction): Promise<void> {
    await tx.manager.insert(CaseEntity, { ...row, tenantId: tx.tenantId });
  }

  async save({ id, ...rest }: Case, tx: Transaction): Promise<void> {
    await tx.manager.update(CaseEntity, { tenantId: tx.tenantId, id }, rest);
  }

  find(id: string, tx: Transaction): Promise<Case | null> {
    return tx.manager.findOneBy(CaseEntity, { tenantId: tx.tenantId, id });
  }

  get(id: string, tx: Transaction): Promise<Case> {
    return tx.manager.findOneByOrFail(CaseEntity, { tenantId: tx.tenantId, id });
  }

  findOpen(equipmentId: string, kind: CaseKind, tx: Transaction): Promise<Case | null> {
    const where = { tenantId: tx.tenantId, equipmentId, kind, status: OPEN };
    return tx.manager.findOneBy(CaseEntity, where);
  }

  async view(row: Case, tx: Transaction): Promise<CaseView> {
    return caseView(row, (await this.counts([row.id], tx)).get(row.id) ?? NOTHING);
  }

  async count(
    equipmentId: string | undefined,
    tx: Transaction,
  ): Promise<{ cases: number; openCases: number }> {
    const of = { tenantId: tx.tenantId, ...(equipmentId !== undefined && { equipmentId }) };
    return {
      cases: await tx.manager.countBy(CaseEntity, of),
      openCases: await tx.manager.countBy(CaseEntity, { ...of, status: OPEN }),
    };
  }

  async list(request: ListCases, tx: Transaction): Promise<Page<CaseView>> {
    const { limit, offset } = pageWindow(request);
    const { equipmentId, status, kind } = request;
    const [rows, totalCount] = await tx.manager.findAndCount(CaseEntity, {
      where: {
        tenantId: tx.tenantId,
        ...(equipmentId && { equipmentId }),
        ...(status && { status }),
        ...(kind && { kind }),
      },
      order: { openedAt: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
    const counts = await this.counts(
      rows.map(({ id }) => id),
      tx,
    );
    return { items: rows.map((row) => caseView(row, counts.get(row.id) ?? NOTHING)), totalCount };
  }

  private async counts(ids: readonly string[], tx: Transaction): Promise<Map<string, Counts>> {
    const rows = await tx.query<Counts & { id: string }>(
      `SELECT c.id,
         (SELECT count(*)::int FROM alarm a
          WHERE a.tenant_id = $1 AND a.case_id = c.id) AS "alarmCount",
         (SELECT count(*)::int FROM case_evidence e
          WHERE e.tenant_id = $1 AND e.case_id = c.id AND e.kind = 'anomaly') AS "anomalyCount",
         (SELECT count(*)::int FROM case_evidence e
          WHERE e.tenant_id = $1 AND e.case_id = c.id AND e.kind = 'prediction')
           AS "predictionCount"
       FROM unnest($2::uuid[]) AS c (id)`,
      [tx.tenantId, ids],
    );
    return new Map(rows.map(({ id, ...counts }) => [id, counts]));
  }
}
