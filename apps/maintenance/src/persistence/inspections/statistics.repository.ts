import { Injectable } from '@nestjs/common';
import type { FailingItem, GetInspectionStatistics, InspectionCount } from '@libs/contracts';
import type { Transaction } from '@libs/database';

export interface StatisticsWindow extends Pick<
  GetInspectionStatistics,
  'equipmentId' | 'templateId' | 'roundId'
> {
  readonly from: Date;
  readonly to: Date;
}

export interface Scores {
  readonly meanScore: number | null;
  readonly worstScore: number | null;
}

const INSPECTIONS = `inspection i WHERE i.tenant_id = $1 AND i.due_at >= $2 AND i.due_at < $3
  AND ($4::uuid IS NULL OR i.equipment_id = $4) AND ($5::uuid IS NULL OR i.template_id = $5)
  AND ($6::uuid IS NULL OR i.round_id = $6)`;

const RESULTS = `inspection_result r WHERE r.tenant_id = $1 AND r.inspection_id IN
  (SELECT i.id FROM ${INSPECTIONS})`;

@Injectable()
export class InspectionStatisticsRepository {
  byStatus(window: StatisticsWindow, tx: Transaction): Promise<InspectionCount[]> {
    const sql = `SELECT i.status AS word, count(*)::int AS count FROM ${INSPECTIONS}
      GROUP BY i.status ORDER BY i.status`;
    return tx.query<InspectionCount>(sql, parameters(window, tx));
  }

  byBand(window: StatisticsWindow, tx: Transaction): Promise<InspectionCount[]> {
    const sql = `SELECT coalesce(i.band, 'none') AS word, count(*)::int AS count
      FROM ${INSPECTIONS} AND i.submitted_at IS NOT NULL GROUP BY 1 ORDER BY 1`;
    return tx.query<InspectionCount>(sql, parameters(window, tx));
  }

  async scores(window: StatisticsWindow, tx: Transaction): Promise<Scores> {
    const sql = `SELECT avg(i.score) AS "meanScore", max(i.score) AS "worstScore"
      FROM ${INSPECTIONS}`;
    const [row] = await tx.query<Scores>(sql, parameters(window, tx));
    return row ?? { meanScore: null, worstScore: null };
  }

  failedBySeverity(window: StatisticsWindow, tx: Transaction): Promise<InspectionCount[]> {
    const sql = `SELECT r.severity::text AS word, count(*)::int AS count FROM ${RESULTS}
      AND r.failed GROUP BY r.severity ORDER BY r.severity`;
    return tx.query<InspectionCount>(sql, parameters(window, tx));
  }

  failingItems(window: StatisticsWindow, tx: Transaction): Promise<FailingItem[]> {
    const sql = `SELECT r.template_id AS "templateId", r.item,
        count(*) FILTER (WHERE r.failed)::int AS failed,
        count(*) FILTER (WHERE r.outcome <> 'not_applicable')::int AS answered,
        max(r.severity) AS "worstSeverity"
      FROM ${RESULTS} GROUP BY r.template_id, r.item HAVING bool_or(r.failed)
      ORDER BY failed DESC, r.template_id, r.item LIMIT 20`;
    return tx.query<FailingItem>(sql, parameters(window, tx));
  }
}

const parameters = (window: StatisticsWindow, tx: Transaction): unknown[] => [
  tx.tenantId,
  window.from,
  window.to,
  window.equipmentId ?? null,
  window.templateId ?? null,
  window.roundId ?? null,
];
