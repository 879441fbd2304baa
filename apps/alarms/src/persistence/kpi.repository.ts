import { Injectable } from '@nestjs/common';
import type { AlarmOffender } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { KpiWindow } from '../domain/kpi-window.js';

const CAME_UP = `h.happened IN ('raised', 'reraised')`;
const WITHIN = 'h.tenant_id = $1 AND h.noted_at >= $2 AND h.noted_at < $3';

export interface AlarmCounts {
  readonly annunciated: number;
  readonly suppressed: number;
  readonly shelvings: number;
  readonly low: number;
  readonly medium: number;
  readonly high: number;
  readonly critical: number;
  readonly peakPerTenMinutes: number;
}

@Injectable()
export class KpiRepository {
  async counts({ from, to }: KpiWindow, tx: Transaction): Promise<AlarmCounts> {
    const [counts] = await tx.query<AlarmCounts>(
      `WITH h AS (SELECT * FROM alarm_history h WHERE ${WITHIN}),
         told AS (SELECT * FROM h WHERE ${CAME_UP} AND NOT suppressed),
         slice AS (SELECT count(*) AS alarms FROM told
           GROUP BY floor(extract(epoch FROM noted_at - $2::timestamptz) / 600))
       SELECT (SELECT count(*)::int FROM told) AS annunciated,
         (SELECT count(*)::int FROM h WHERE ${CAME_UP} AND suppressed) AS suppressed,
         (SELECT count(*)::int FROM h WHERE happened = 'shelved') AS shelvings,
         (SELECT count(*)::int FROM told WHERE severity = 'low') AS low,
         (SELECT count(*)::int FROM told WHERE severity = 'medium') AS medium,
         (SELECT count(*)::int FROM told WHERE severity = 'high') AS high,
         (SELECT count(*)::int FROM told WHERE severity = 'critical') AS critical,
         coalesce((SELECT max(alarms)::int FROM slice), 0) AS "peakPerTenMinutes"`,
      [tx.tenantId, from, to],
    );
    if (!counts) throw new Error('Counting alarms answered no row.');
    return counts;
  }

  /** From coming up to the next acknowledgement of the same alarm; suppressed ones are left out. */
  async acknowledgements({ from, to }: KpiWindow, tx: Transaction) {
    const [answer] = await tx.query<{ acknowledged: number; mean: number | null }>(
      `SELECT count(*)::int AS acknowledged,
         avg(extract(epoch FROM h.noted_at - up.noted_at))::float8 AS mean
       FROM alarm_history h CROSS JOIN LATERAL (
         SELECT u.noted_at FROM alarm_history u
         WHERE u.tenant_id = h.tenant_id AND u.alarm_id = h.alarm_id AND u.noted_at <= h.noted_at
           AND u.happened IN ('raised', 'reraised', 'severity_raised') AND NOT u.suppressed
         ORDER BY u.noted_at DESC LIMIT 1) up
       WHERE ${WITHIN} AND h.happened = 'acknowledged' AND NOT h.suppressed`,
      [tx.tenantId, from, to],
    );
    return { acknowledged: answer?.acknowledged ?? 0, mean: answer?.mean ?? null };
  }

  async floods({ from, to }: KpiWindow, tx: Transaction) {
    const [answer] = await tx.query<{ floods: number; seconds: number }>(
      `SELECT count(*)::int AS floods, coalesce(sum(extract(epoch FROM
           least(coalesce(ended_at, $3), $3) - greatest(started_at, $2))), 0)::float8 AS seconds
       FROM alarm_flood
       WHERE tenant_id = $1 AND started_at < $3 AND coalesce(ended_at, $3) >= $2`,
      [tx.tenantId, from, to],
    );
    return answer ?? { floods: 0, seconds: 0 };
  }

  topOffenders({ from, to }: KpiWindow, tx: Transaction): Promise<Omit<AlarmOffender, 'share'>[]> {
    return tx.query(
      `SELECT h.equipment_id AS "equipmentId", e.code AS "equipmentCode", h.rule,
         count(*)::int AS alarms
       FROM alarm_history h LEFT JOIN equipment e
         ON e.tenant_id = h.tenant_id AND e.id = h.equipment_id
       WHERE ${WITHIN} AND ${CAME_UP} AND NOT h.suppressed
       GROUP BY 1, 2, 3 ORDER BY alarms DESC, 1, 3 LIMIT 10`,
      [tx.tenantId, from, to],
    );
  }

  /** Alarms that came up for the third time within a minute of the plant's time. */
  chattering({ from, to }: KpiWindow, tx: Transaction): Promise<Omit<AlarmOffender, 'share'>[]> {
    return tx.query(
      `SELECT "equipmentId", "equipmentCode", rule, count(*)::int AS alarms FROM (
         SELECT h.equipment_id AS "equipmentId", e.code AS "equipmentCode", h.rule,
           h.occurred_at - lag(h.occurred_at, 2) OVER (
             PARTITION BY h.equipment_id, h.rule ORDER BY h.occurred_at) AS third
         FROM alarm_history h LEFT JOIN equipment e
           ON e.tenant_id = h.tenant_id AND e.id = h.equipment_id
         WHERE ${WITHIN} AND ${CAME_UP}) AS came
       GROUP BY 1, 2, 3 HAVING min(third) < interval '1 minute'
       ORDER BY alarms DESC, 1, 3 LIMIT 100`,
      [tx.tenantId, from, to],
    );
  }

  /** Active for more than a day at an instant; the day begins when people could know of it. */
  async countStale(at: Date, tx: Transaction): Promise<number> {
    const [answer] = await tx.query<{ stale: number }>(
      `SELECT count(*)::int AS stale FROM alarm
       WHERE tenant_id = $1 AND (active OR returned_at > $2)
         AND greatest(raised_at, occurred_at) <= $2::timestamptz - interval '1 day'`,
      [tx.tenantId, at],
    );
    return answer?.stale ?? 0;
  }
}
