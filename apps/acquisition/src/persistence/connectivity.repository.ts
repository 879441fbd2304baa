import { Injectable } from '@nestjs/common';
import type { Connectivity, EquipmentConnectivityChanged } from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';
import type { SilenceRules } from '../domain/silence-rules.js';

const ENQUEUED_SECONDS = 10;
/** From the best to the worst; their places in SQL. */
const STATES: readonly Connectivity[] = ['online', 'stale', 'offline', 'never_seen'];

/** A tenant whose equipment is to be judged. */
export interface DueTenant {
  readonly tenantId: string;
  readonly attempt: number;
}

interface Row {
  readonly equipment_id: string;
  readonly former: number;
  readonly place: number;
  readonly last_at: Date;
}

@Injectable()
export class ConnectivityRepository {
  /** Begins to watch a tenant's equipment. */
  async watch(tx: Transaction): Promise<void> {
    await tx.query(
      'INSERT INTO connectivity_watch (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING',
      [tx.tenantId],
    );
  }

  leaseDue(limit: number, tx: SystemTransaction): Promise<DueTenant[]> {
    return tx.query<DueTenant>(
      `UPDATE connectivity_watch
       SET attempts = attempts + 1,
           lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE tenant_id IN (
         SELECT tenant_id FROM connectivity_watch
         WHERE due_at <= now() AND lease_until < now()
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", attempts AS attempt`,
      [limit],
    );
  }

  /**
   * Takes up the judging of a tenant that is due; answers since when nothing was slept through. A
   * job that waited a little in its queue has not slept.
   */
  async takeUp({ checkMs }: SilenceRules, tx: Transaction): Promise<Date | undefined> {
    const [row] = await tx.query<{ awake_since: Date }>(
      `WITH judged AS (
         UPDATE connectivity_watch
         SET awake_since = CASE WHEN checked_at < now() - $2 * interval '4 ms' - interval '10 s'
               THEN now() ELSE awake_since END,
             checked_at = now(), due_at = now() + $2 * interval '1 ms', lease_until = '-infinity'
         WHERE tenant_id = $1 AND due_at <= now()
         RETURNING awake_since
       )
       SELECT awake_since FROM judged`,
      [tx.tenantId, checkMs],
    );
    return row?.awake_since;
  }

  /**
   * Judges all equipment by when a reading of any of its sensors came in last, and notes what
   * differs from before. While this agent slept nobody was silent: only silence since then makes
   * anything worse.
   */
  async judge(
    rules: SilenceRules,
    awakeSince: Date,
    tx: Transaction,
  ): Promise<EquipmentConnectivityChanged[]> {
    const rows = await tx.query<Row>(
      `WITH sign AS (
         SELECT s.equipment_id, l.recorded_at,
                greatest(coalesce(s.expected_period_ms, $3), $4) * interval '1 ms' AS period
         FROM sensor s
         JOIN latest_value l ON l.tenant_id = s.tenant_id AND l.sensor_id = s.id
         WHERE s.tenant_id = $1 AND s.retired_at IS NULL
       ), heard AS (
         SELECT equipment_id, max(recorded_at) AS last_at,
                min(${placeOf('recorded_at')}) AS place,
                min(${placeOf('greatest(recorded_at, $2::timestamptz)')}) AS awake_place
         FROM sign GROUP BY equipment_id
       ), judged AS (
         SELECT h.equipment_id, h.last_at, f.former,
                CASE WHEN h.place <= f.former THEN h.place
                     ELSE greatest(f.former, h.awake_place) END AS place
         FROM heard h
         LEFT JOIN connectivity c ON c.tenant_id = $1 AND c.equipment_id = h.equipment_id
         CROSS JOIN LATERAL (
           SELECT coalesce(array_position($7::text[], c.state) - 1, 3) AS former
         ) f
       ), differing AS (
         SELECT * FROM judged WHERE place <> former
       ), noted AS (
         INSERT INTO connectivity AS known (tenant_id, equipment_id, state, since)
         SELECT $1, equipment_id, ($7::text[])[place + 1], now() FROM differing
         ON CONFLICT (tenant_id, equipment_id) DO UPDATE
           SET state = excluded.state, since = excluded.since
       )
       SELECT equipment_id, former, place, last_at FROM differing`,
      [
        tx.tenantId,
        awakeSince,
        rules.usualPeriodMs,
        rules.shortestPeriodMs,
        rules.staleAfterPeriods,
        rules.offlineAfterPeriods,
        STATES,
      ],
    );
    const since = new Date().toISOString();
    return rows.map((row) => ({
      equipmentId: row.equipment_id,
      connectivity: STATES[row.place] ?? 'never_seen',
      previous: STATES[row.former] ?? 'never_seen',
      since,
      lastHeardAt: row.last_at.toISOString(),
    }));
  }
}

function placeOf(instant: string): string {
  return `CASE WHEN now() - ${instant} <= $5 * period THEN 0
    WHEN now() - ${instant} <= $6 * period THEN 1 ELSE 2 END`;
}
