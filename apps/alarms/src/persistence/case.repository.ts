import { Injectable } from '@nestjs/common';
import type { CaseKind, CaseView, ListCases, Page, Stretch } from '@libs/contracts';
import {
  entitiesInOrder,
  listRows,
  Parameters,
  type SortOrder,
  type Transaction,
} from '@libs/database';
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

const NEWEST_FIRST: SortOrder = {
  name: 'newest',
  keys: [
    { sql: 'opened_at', kind: 'instant', descending: true },
    { sql: 'id', kind: 'uuid' },
  ],
};

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

  list(request: ListCases, tx: Transaction): Promise<Page<CaseView> | Stretch<CaseView>> {
    const parameters = new Parameters();
    const where = [`tenant_id = ${parameters.add(tx.tenantId)}`];
    const equal = (column: string, value: string | undefined): void => {
      if (value !== undefined) where.push(`${column} = ${parameters.add(value)}`);
    };
    equal('equipment_id', request.equipmentId);
    equal('status', request.status);
    equal('kind', request.kind);
    equal('verdict', request.verdict);
    equal('severity', request.severity);
    if (request.from !== undefined) where.push(`opened_at >= ${parameters.add(request.from)}`);
    if (request.to !== undefined) where.push(`opened_at < ${parameters.add(request.to)}`);
    const from = 'alarm_case';
    const listing = { select: 'id', from, where, parameters, order: () => NEWEST_FIRST };
    return listRows(listing, request, tx, async (found: { id: string }[]) => {
      const counts = await this.counts(
        found.map(({ id }) => id),
        tx,
      );
      const rows = await entitiesInOrder(CaseEntity, found, tx);
      return rows.map((row) => caseView(row, counts.get(row.id) ?? NOTHING));
    });
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
