import { Injectable } from '@nestjs/common';
import { pageWindow, type ListRuleFigures, type Page, type RuleFigures } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { KpiWindow } from '../../domain/kpi-window.js';

const DAY_MS = 86_400_000;

/** By rule: how often its alarms came up, and what people said of those raised. */
const FIGURES = `WITH up AS (
    SELECT rule, occurred_at - lag(occurred_at, 2) OVER (
      PARTITION BY equipment_id, rule ORDER BY occurred_at) AS third
    FROM alarm_history
    WHERE tenant_id = $1 AND noted_at >= $2 AND noted_at < $3
      AND happened IN ('raised', 'reraised')
  ), came AS (
    SELECT rule, count(*)::int AS alarms,
      count(*) FILTER (WHERE third < interval '1 minute')::int AS chattering
    FROM up GROUP BY rule
  ), said AS (
    SELECT rule, count(*) FILTER (WHERE answer = 'right')::int AS right,
      count(*) FILTER (WHERE answer = 'wrong')::int AS wrong,
      count(*) FILTER (WHERE answer IS NULL)::int AS unanswered
    FROM alarm WHERE tenant_id = $1 AND raised_at >= $2 AND raised_at < $3 GROUP BY rule
  ), standing AS (
    SELECT rule, count(*)::int AS stale FROM alarm
    WHERE tenant_id = $1 AND (active OR returned_at > $3)
      AND greatest(raised_at, occurred_at) <= $3::timestamptz - interval '1 day'
    GROUP BY rule
  ), live AS (
    SELECT 'rule:' || code AS rule, id, raised, changed_at FROM alarm_rule
    WHERE tenant_id = $1 AND state = 'active'
  ), known AS (
    SELECT rule FROM came UNION SELECT rule FROM said UNION SELECT rule FROM standing
    UNION SELECT rule FROM live
  )
  SELECT k.rule, l.id AS "ruleId", coalesce(c.alarms, 0) AS alarms,
    coalesce(c.alarms::float8 / nullif(sum(c.alarms) OVER (), 0), 0) AS share,
    coalesce(s.right, 0) AS right, coalesce(s.wrong, 0) AS wrong,
    coalesce(s.unanswered, 0) AS unanswered, coalesce(c.chattering, 0) AS chattering,
    coalesce(t.stale, 0) AS stale,
    CASE WHEN l.raised = 0 THEN l.changed_at END AS "silentSince",
    (count(*) OVER ())::int AS total
  FROM known k LEFT JOIN came c USING (rule) LEFT JOIN said s USING (rule)
    LEFT JOIN standing t USING (rule) LEFT JOIN live l USING (rule)
  ORDER BY alarms DESC, k.rule`;

type Counted = Pick<
  RuleFigures,
  'rule' | 'ruleId' | 'alarms' | 'share' | 'right' | 'wrong' | 'unanswered' | 'chattering' | 'stale'
>;
type Row = Counted & { readonly silentSince: Date | null; readonly total: number };

export interface Reviewed {
  readonly figures: RuleFigures;
  /** Since when a rule is active that has raised nothing. */
  readonly silentSince: Date | null;
}

@Injectable()
export class RuleFiguresRepository {
  async all(window: KpiWindow, tx: Transaction): Promise<Reviewed[]> {
    const rows = await tx.query<Row>(FIGURES, [tx.tenantId, window.from, window.to]);
    return rows.map((row) => ({
      figures: figuresOf(row, window),
      silentSince: row.silentSince,
    }));
  }

  async list(
    request: ListRuleFigures,
    window: KpiWindow,
    tx: Transaction,
  ): Promise<Page<RuleFigures>> {
    const { limit, offset } = pageWindow(request);
    const within = [tx.tenantId, window.from, window.to];
    const rows = await tx.query<Row>(`${FIGURES} LIMIT $4 OFFSET $5`, [...within, limit, offset]);
    const items = rows.map((row) => figuresOf(row, window));
    return { items, totalCount: rows[0]?.total ?? 0 };
  }
}

function figuresOf({ silentSince: _, total: __, ...row }: Row, { from, to }: KpiWindow) {
  const answers = row.right + row.wrong;
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  return {
    ...row,
    from: from.toISOString(),
    to: to.toISOString(),
    alarmsPerDay: row.alarms / days,
    precision: answers === 0 ? null : row.right / answers,
  };
}
