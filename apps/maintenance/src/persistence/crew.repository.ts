import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';

/** Which crew is when at which work. */
@Injectable()
export class CrewRepository {
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
