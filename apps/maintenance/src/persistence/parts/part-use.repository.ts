import { Injectable } from '@nestjs/common';
import type { PartUseView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { MissingPart } from '../../domain/parts/missing-parts.js';

const VIEW = `SELECT u.work_order_id AS "workOrderId", u.part_id AS "partId", p.number, p.name,
    trim_scale(u.reserved)::text AS reserved, trim_scale(u.used)::text AS used,
    trim_scale(u.cost)::text AS cost, trim_scale(u.needed)::text AS needed,
    u.expected_at AS "expectedAt"
  FROM part_use u JOIN part p ON p.tenant_id = u.tenant_id AND p.id = u.part_id
  WHERE u.tenant_id = $1 AND u.work_order_id = $2`;

type Row = Omit<PartUseView, 'expectedAt'> & { readonly expectedAt: Date | null };
const viewOf = (row: Row): PartUseView => ({
  ...row,
  expectedAt: row.expectedAt?.toISOString() ?? null,
});

/** Which parts, how many of them, at which work order. */
export interface PartQuantity {
  readonly workOrderId: string;
  readonly partId: string;
  readonly quantity: string;
}

/**
 * What work has to do with parts. Each change moves the part's own row first, under its condition, so
 * that those who want the last one pass one after the other; the table's constraints stand behind.
 */
@Injectable()
export class PartUseRepository {
  /** False when there are not that many free. */
  async reserve(of: PartQuantity, tx: Transaction): Promise<boolean> {
    const moved = await this.move(
      `reserved = reserved + $3::numeric WHERE reserved + $3::numeric <= stock`,
      of,
      tx,
    );
    if (moved) await this.note('reserved = u.reserved + $4::numeric', of, tx);
    return moved;
  }

  /** False when not that many are promised. */
  async unreserve(of: PartQuantity, tx: Transaction): Promise<boolean> {
    const { reserved } = await this.lock(of, tx);
    if (!(await this.covers(reserved, of.quantity, tx))) return false;
    await this.move('reserved = reserved - $3::numeric WHERE true', of, tx);
    await this.note('reserved = u.reserved - $4::numeric', of, tx);
    return true;
  }

  /** Takes what is promised first; false when there are not that many besides what others have. */
  async issue(of: PartQuantity, tx: Transaction): Promise<boolean> {
    const { reserved } = await this.lock(of, tx);
    const own = `least('${reserved}'::numeric, $3::numeric)`;
    const moved = await this.move(
      `stock = stock - $3::numeric, reserved = reserved - ${own}
       WHERE stock - $3::numeric >= reserved - ${own}`,
      of,
      tx,
    );
    if (!moved) return false;
    await this.note(
      `reserved = u.reserved - least(u.reserved, $4::numeric), used = u.used + $4::numeric,
       cost = u.cost + $4::numeric * (SELECT unit_cost FROM part WHERE tenant_id = $1 AND id = $3)`,
      of,
      tx,
    );
    return true;
  }

  /** Brings back at what they cost on average; false when not that many were taken. */
  async giveBack(of: PartQuantity, tx: Transaction): Promise<boolean> {
    const { used } = await this.lock(of, tx);
    if (!(await this.covers(used, of.quantity, tx))) return false;
    await this.move('stock = stock + $3::numeric WHERE true', of, tx);
    await this.note(
      `used = u.used - $4::numeric, cost = u.cost - u.cost * $4::numeric / u.used`,
      of,
      tx,
    );
    return true;
  }

  /** Lets go whatever is still promised to a work order. */
  async release(workOrderId: string, tx: Transaction): Promise<void> {
    await tx.query(
      `WITH freed AS (
         UPDATE part p SET reserved = p.reserved - u.reserved FROM part_use u
         WHERE u.tenant_id = $1 AND u.work_order_id = $2 AND u.reserved > 0
           AND p.tenant_id = u.tenant_id AND p.id = u.part_id RETURNING u.part_id)
       UPDATE part_use SET reserved = 0
       WHERE tenant_id = $1 AND work_order_id = $2 AND part_id IN (SELECT part_id FROM freed)`,
      [tx.tenantId, workOrderId],
    );
  }

  /** Says how many the work needs, and when those come that are missing. */
  async need(of: PartQuantity, expectedAt: Date | null, tx: Transaction): Promise<void> {
    await this.lock(of, tx);
    await tx.query(
      `UPDATE part_use SET needed = $4, expected_at = $5
       WHERE tenant_id = $1 AND work_order_id = $2 AND part_id = $3`,
      [tx.tenantId, of.workOrderId, of.partId, of.quantity, expectedAt],
    );
  }

  /** Says that the work needs that many more; answers how many it needs then. */
  async needMore(of: PartQuantity, tx: Transaction): Promise<string> {
    await this.lock(of, tx);
    const [row] = await tx.query<{ needed: string }>(
      `UPDATE part_use SET needed = needed + $4::numeric
       WHERE tenant_id = $1 AND work_order_id = $2 AND part_id = $3
       RETURNING trim_scale(needed)::text AS needed`,
      [tx.tenantId, of.workOrderId, of.partId, of.quantity],
    );
    if (!row) throw new Error('The use of a part has no row.');
    return row.needed;
  }

  /** Parts that the work needs more of than it was promised or took, and when more come. */
  listMissing(workOrderId: string, tx: Transaction): Promise<MissingPart[]> {
    return tx.query<MissingPart>(
      `SELECT p.number, p.unit, trim_scale(u.needed - u.reserved - u.used)::text AS quantity,
         coalesce(u.expected_at, now() + make_interval(days => p.lead_time_days)) AS "expectedAt"
       FROM part_use u JOIN part p ON p.tenant_id = u.tenant_id AND p.id = u.part_id
       WHERE u.tenant_id = $1 AND u.work_order_id = $2 AND u.needed > u.reserved + u.used
       ORDER BY p.number`,
      [tx.tenantId, workOrderId],
    );
  }

  async listFor(workOrderId: string, tx: Transaction): Promise<PartUseView[]> {
    const rows = await tx.query<Row>(`${VIEW} ORDER BY p.number`, [tx.tenantId, workOrderId]);
    return rows.map(viewOf);
  }

  async get(
    { workOrderId, partId }: Omit<PartQuantity, 'quantity'>,
    tx: Transaction,
  ): Promise<PartUseView> {
    const sql = `${VIEW} AND u.part_id = $3`;
    const [row] = await tx.query<Row>(sql, [tx.tenantId, workOrderId, partId]);
    if (!row) throw new Error(`Work order ${workOrderId} has nothing to do with part ${partId}.`);
    return viewOf(row);
  }

  private async move(change: string, of: PartQuantity, tx: Transaction): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE part SET ${change} AND tenant_id = $1 AND id = $2 RETURNING id`,
      [tx.tenantId, of.partId, of.quantity],
    );
    return rows.length > 0;
  }

  private async note(change: string, of: PartQuantity, tx: Transaction): Promise<void> {
    await this.lock(of, tx);
    await tx.query(
      `UPDATE part_use u SET ${change} WHERE tenant_id = $1 AND work_order_id = $2 AND part_id = $3`,
      [tx.tenantId, of.workOrderId, of.partId, of.quantity],
    );
  }

  private async lock(of: PartQuantity, tx: Transaction) {
    const [row] = await tx.query<{ reserved: string; used: string }>(
      `INSERT INTO part_use (tenant_id, work_order_id, part_id) VALUES ($1, $2, $3)
       ON CONFLICT ON CONSTRAINT part_use_pkey DO UPDATE SET part_id = excluded.part_id
       RETURNING reserved::text, used::text`,
      [tx.tenantId, of.workOrderId, of.partId],
    );
    if (!row) throw new Error('The use of a part has no row.');
    return row;
  }

  private async covers(there: string, wanted: string, tx: Transaction): Promise<boolean> {
    const sql = 'SELECT $1::numeric >= $2::numeric AS covers';
    return (await tx.query<{ covers: boolean }>(sql, [there, wanted]))[0]?.covers ?? false;
  }
}
