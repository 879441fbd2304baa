import { Injectable } from '@nestjs/common';
import { pageWindow, type AddPart, type FieldsOf, type ListParts } from '@libs/contracts';
import type { Page, PartAtHand, PartView, PlanPart, ReceivePart } from '@libs/contracts';
import type { Transaction } from '@libs/database';

const COLUMNS = `id, number, name, unit, trim_scale(unit_cost)::text AS "unitCost",
  trim_scale(stock)::text AS stock, trim_scale(reserved)::text AS reserved,
  lead_time_days AS "leadTimeDays"`;

/** The parts that are kept, and how many there are. */
@Injectable()
export class PartRepository {
  /** Null when there is a part of that number already. */
  async add(part: FieldsOf<AddPart>, tx: Transaction): Promise<PartView | null> {
    const { number, name, unit, unitCost, leadTimeDays = 0 } = part;
    const [row] = await tx.query<PartView>(
      `INSERT INTO part (tenant_id, id, number, name, unit, unit_cost, lead_time_days)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT part_number_key DO NOTHING RETURNING ${COLUMNS}`,
      [tx.tenantId, number, name, unit, unitCost, leadTimeDays],
    );
    return row ?? null;
  }

  async receive(
    { partId, quantity, unitCost }: FieldsOf<ReceivePart>,
    tx: Transaction,
  ): Promise<PartView | null> {
    const [row] = await tx.query<PartView>(
      `UPDATE part SET stock = stock + $3::numeric, unit_cost = coalesce($4, unit_cost)
       WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      [tx.tenantId, partId, quantity, unitCost ?? null],
    );
    return row ?? null;
  }

  async find(partId: string, tx: Transaction): Promise<PartView | null> {
    const sql = `SELECT ${COLUMNS} FROM part WHERE tenant_id = $1 AND id = $2`;
    return (await tx.query<PartView>(sql, [tx.tenantId, partId]))[0] ?? null;
  }

  /** For each work the parts that it needs, and how many of them nobody else was promised. */
  async listAtHand(works: readonly (readonly PlanPart[])[], tx: Transaction) {
    const needs = works.flatMap((parts, index) =>
      parts.map(({ partId, quantity }) => ({ partId, quantity, index })),
    );
    const rows = await tx.query<PartAtHand & { index: number }>(
      `SELECT n.index, p.id AS "partId", p.number, p.name, p.unit,
         trim_scale(n.needed)::text AS needed, trim_scale(p.stock - p.reserved)::text AS available,
         CASE WHEN n.needed > p.stock - p.reserved THEN p.lead_time_days END AS "leadTimeDays"
       FROM (SELECT index, part_id, sum(quantity) AS needed
         FROM unnest($2::int[], $3::uuid[], $4::numeric[]) AS each (index, part_id, quantity)
         GROUP BY index, part_id) n
       JOIN part p ON p.tenant_id = $1 AND p.id = n.part_id ORDER BY p.number, p.id`,
      [
        tx.tenantId,
        needs.map(({ index }) => index),
        needs.map(({ partId }) => partId),
        needs.map(({ quantity }) => quantity),
      ],
    );
    return works.map((_, index): PartAtHand[] =>
      rows.filter((row) => row.index === index).map(({ index: _index, ...part }) => part),
    );
  }

  async list(request: ListParts, tx: Transaction): Promise<Page<PartView>> {
    const { limit, offset } = pageWindow(request);
    const of = [tx.tenantId, request.search ?? ''];
    const those = `FROM part WHERE tenant_id = $1
      AND (position(lower($2) IN lower(number)) > 0 OR position(lower($2) IN lower(name)) > 0)`;
    const items = await tx.query<PartView>(
      `SELECT ${COLUMNS} ${those} ORDER BY number, id LIMIT $3 OFFSET $4`,
      [...of, limit, offset],
    );
    const [all] = await tx.query<{ count: number }>(`SELECT count(*)::int AS count ${those}`, of);
    return { items, totalCount: all?.count ?? 0 };
  }
}
