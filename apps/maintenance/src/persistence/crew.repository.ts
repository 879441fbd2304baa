import { Injectable } from '@nestjs/common';
import type { ScheduledWork } from '@libs/contracts';
import type { Transaction } from '@libs/database';

/** A crew, or none, and when it is wanted. */
export interface CrewWindow {
  readonly crew: string | null;
  readonly from: Date;
  readonly to: Date;
}

interface ScheduledRow extends Omit<ScheduledWork, 'from' | 'to'> {
  readonly position: number;
  readonly from: Date;
  readonly to: Date;
}

const MOST_SHOWN = 20;

/** Which crew is when at which work. */
@Injectable()
export class CrewRepository {
  /** For each window of a crew the work orders that it is scheduled for meanwhile. */
  async listScheduled(windows: readonly CrewWindow[], tx: Transaction): Promise<ScheduledWork[][]> {
    const rows = await tx.query<ScheduledRow>(
      `SELECT (asked.position - 1)::int AS position, w.id AS "workOrderId", w.number, w.title,
         w.planned_start_at AS "from", w.planned_end_at AS "to"
       FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[])
         WITH ORDINALITY AS asked (crew, starts_at, ends_at, position)
       CROSS JOIN LATERAL (SELECT o.* FROM work_order o
         LEFT JOIN maintenance_plan p ON p.tenant_id = o.tenant_id AND p.id = o.plan_id
         WHERE o.tenant_id = $1 AND coalesce(o.crew, p.team) = asked.crew
           AND o.status IN ('scheduled', 'assigned', 'in_progress')
           AND o.planned_end_at > asked.starts_at AND (o.planned_start_at < asked.ends_at
             OR o.planned_start_at = asked.starts_at)
         ORDER BY o.planned_start_at, o.id LIMIT ${MOST_SHOWN}) w
       ORDER BY position, w.planned_start_at, w.id`,
      [
        tx.tenantId,
        windows.map(({ crew }) => crew),
        windows.map(({ from }) => from),
        windows.map(({ to }) => to),
      ],
    );
    return windows.map((_, index) =>
      rows
        .filter(({ position }) => position === index)
        .map(({ position: _position, from, to, ...work }) => {
          return { ...work, from: from.toISOString(), to: to.toISOString() };
        }),
    );
  }

  /** The number of another work order that a crew has in a window; none while it is free. */
  async findOccupied(
    crew: string,
    window: { readonly from: Date; readonly to: Date; readonly except: string },
    tx: Transaction,
  ): Promise<string | null> {
    // Two who schedule the same crew do so one after the other.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `${tx.tenantId} ${crew}`,
    ]);
    const [occupied] = await tx.query<{ number: string }>(
      `SELECT number FROM work_order
       WHERE tenant_id = $1 AND crew = $2 AND id <> $3 AND status IN ('scheduled', 'assigned')
         AND planned_start_at < $5 AND planned_end_at > $4 LIMIT 1`,
      [tx.tenantId, crew, window.except, window.from, window.to],
    );
    return occupied?.number ?? null;
  }
}
