import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type AnomalyOutcome,
  type CaseEvidenceView,
  type EvidenceKind,
  type ListCaseEvidence,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';

const SOURCES = 100;

/** What a case rests on besides its alarms. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly sourceId: string;
  /** Of several in one source; empty where there is one. */
  readonly part?: string;
  /** What raised an alarm by it. */
  readonly rule?: string;
  readonly text: string;
  readonly occurredAt: Date;
}

interface AlarmSpan {
  readonly id: string;
  readonly caseId: string;
  readonly rule: string;
  readonly active: boolean;
  readonly returnedAt: Date | null;
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

@Injectable()
export class EvidenceRepository {
  /** Keeps it with the open case of a machine, if there is one; the same again changes nothing. */
  async keep(equipmentId: string, evidence: Evidence, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO case_evidence (tenant_id, case_id, kind, source_id, text, occurred_at, part,
         rule)
       SELECT tenant_id, id, $3, $4, $5, $6, $7, $8 FROM alarm_case
       WHERE tenant_id = $1 AND equipment_id = $2 AND kind = 'machine'
         AND status NOT IN ('resolved', 'false_positive', 'duplicate')
       ON CONFLICT ON CONSTRAINT case_evidence_pkey DO NOTHING`,
      [
        tx.tenantId,
        equipmentId,
        evidence.kind,
        evidence.sourceId,
        evidence.text.slice(0, 1000),
        evidence.occurredAt,
        evidence.part ?? '',
        evidence.rule ?? null,
      ],
    );
  }

  async move(from: string, to: string, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO case_evidence (tenant_id, case_id, kind, source_id, part, text, occurred_at, rule)
       SELECT tenant_id, $3, kind, source_id, part, text, occurred_at, rule FROM case_evidence
       WHERE tenant_id = $1 AND case_id = $2
       ON CONFLICT ON CONSTRAINT case_evidence_pkey DO NOTHING`,
      [tx.tenantId, from, to],
    );
    await tx.query(`UPDATE alarm SET case_id = $3 WHERE tenant_id = $1 AND case_id = $2`, [
      tx.tenantId,
      from,
      to,
    ]);
  }

  /** Of an anomaly that moved with a merged case, the case that has it now. */
  async outcomesOf(anomalyIds: readonly string[], tx: Transaction): Promise<AnomalyOutcome[]> {
    const rows = await tx.query<Omit<AnomalyOutcome, 'endedAt'> & { endedAt: Date | null }>(
      `SELECT DISTINCT ON (e.source_id) e.source_id AS "anomalyId", c.id AS "caseId", c.status,
         c.work_order_id AS "workOrderId", c.resolved_at AS "endedAt"
       FROM case_evidence e JOIN alarm_case c ON c.tenant_id = e.tenant_id AND c.id = e.case_id
       WHERE e.tenant_id = $1 AND e.source_id = ANY ($2::uuid[]) AND e.kind = 'anomaly'
       ORDER BY e.source_id, c.status = 'duplicate', c.opened_at DESC`,
      [tx.tenantId, anomalyIds],
    );
    return rows.map((row) => ({ ...row, endedAt: row.endedAt?.toISOString() ?? null }));
  }

  /** The anomalies that raised an alarm, the latest first; of a rule's alarm none is told apart. */
  async anomaliesOf(
    { id, caseId, rule, active, returnedAt }: AlarmSpan,
    tx: Transaction,
  ): Promise<string[]> {
    const anomalies = await tx.query<{ id: string }>(
      `SELECT source_id AS id FROM case_evidence
       WHERE tenant_id = $1 AND case_id = $2 AND kind = 'anomaly' AND rule = $3
         AND occurred_at <= $4
         AND occurred_at >= (SELECT min(occurred_at) FROM alarm_history
           WHERE tenant_id = $1 AND alarm_id = $5 AND happened = 'raised')
       ORDER BY occurred_at DESC, source_id LIMIT $6`,
      [tx.tenantId, caseId, rule, active ? 'infinity' : (returnedAt ?? 'infinity'), id, SOURCES],
    );
    return idsOf(anomalies);
  }

  /** What led to a case: its alarms, and the anomalies among its evidence, the latest first. */
  async sourcesOf(
    caseId: string,
    tx: Transaction,
  ): Promise<{ alarmIds: string[]; anomalyIds: string[] }> {
    const of = [tx.tenantId, caseId, SOURCES];
    const alarms = await tx.query<{ id: string }>(
      `SELECT id FROM alarm WHERE tenant_id = $1 AND case_id = $2
       ORDER BY raised_at DESC, id LIMIT $3`,
      of,
    );
    const anomalies = await tx.query<{ id: string }>(
      `SELECT source_id AS id FROM case_evidence
       WHERE tenant_id = $1 AND case_id = $2 AND kind = 'anomaly'
       ORDER BY occurred_at DESC, source_id LIMIT $3`,
      of,
    );
    return { alarmIds: idsOf(alarms), anomalyIds: idsOf(anomalies) };
  }

  async list(request: ListCaseEvidence, tx: Transaction): Promise<Page<CaseEvidenceView>> {
    const { limit, offset } = pageWindow(request);
    const of = [tx.tenantId, request.caseId];
    const rows = await tx.query<Omit<Required<Evidence>, 'rule'>>(
      `SELECT kind, source_id AS "sourceId", part, text, occurred_at AS "occurredAt"
       FROM case_evidence WHERE tenant_id = $1 AND case_id = $2
       ORDER BY occurred_at DESC, source_id, part LIMIT $3 OFFSET $4`,
      [...of, limit, offset],
    );
    const [counted] = await tx.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM case_evidence WHERE tenant_id = $1 AND case_id = $2`,
      of,
    );
    const items = rows.map(({ part, ...row }) => ({
      ...row,
      ...(part !== '' && { part }),
      occurredAt: row.occurredAt.toISOString(),
    }));
    return { items, totalCount: counted?.total ?? 0 };
  }
}
