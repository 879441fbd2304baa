import { Injectable } from '@nestjs/common';
import type { CostEntryView, WorkOrderCostView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { WorkOrder } from '../work-order.entity.js';

const COLUMNS = `id, work_order_id AS "workOrderId", kind, text, trim_scale(amount)::text AS amount,
  minutes, trim_scale(rate_per_hour)::text AS "ratePerHour", by_name AS by, entered_at AS at`;

type Row = Omit<CostEntryView, 'at'> & { readonly at: Date };
const viewOf = (row: Row): CostEntryView => ({ ...row, at: row.at.toISOString() });

interface Person {
  readonly name: string;
  readonly actor: string;
}

/** Labour by its minutes and rate, services by their amount. */
interface NewCost {
  readonly kind: 'labour' | 'services';
  readonly text: string;
  readonly minutes?: number;
  readonly ratePerHour?: string;
  readonly amount?: string;
}

type Sums = Pick<WorkOrderCostView, 'labour' | 'parts' | 'services' | 'total'>;

/** What work cost besides parts, and all of it together. */
@Injectable()
export class CostRepository {
  /** The amount of labour follows from its time and rate. */
  async add(order: WorkOrder, entry: NewCost, by: Person, tx: Transaction): Promise<CostEntryView> {
    const { kind, text, minutes = null, ratePerHour = null, amount = null } = entry;
    const [row] = await tx.query<Row>(
      `INSERT INTO cost_entry (tenant_id, id, work_order_id, kind, text, minutes, rate_per_hour,
         amount, by_name, by_actor, entered_at)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, $5::int, $6::numeric,
         coalesce($7::numeric, $5::int * $6::numeric / 60), $8, $9, now())
       RETURNING ${COLUMNS}`,
      [tx.tenantId, order.id, kind, text, minutes, ratePerHour, amount, by.name, by.actor],
    );
    if (!row) throw new Error('The cost was not written.');
    return viewOf(row);
  }

  async listFor(workOrderId: string, tx: Transaction): Promise<CostEntryView[]> {
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM cost_entry WHERE tenant_id = $1 AND work_order_id = $2
       ORDER BY entered_at, id`,
      [tx.tenantId, workOrderId],
    );
    return rows.map(viewOf);
  }

  async sums(workOrderId: string, tx: Transaction): Promise<Sums> {
    const [sums] = await tx.query<Sums>(
      `WITH entered AS (
         SELECT coalesce(sum(amount) FILTER (WHERE kind = 'labour'), 0) AS labour,
           coalesce(sum(amount) FILTER (WHERE kind = 'services'), 0) AS services
         FROM cost_entry WHERE tenant_id = $1 AND work_order_id = $2),
       used AS (SELECT coalesce(sum(cost), 0) AS parts FROM part_use
         WHERE tenant_id = $1 AND work_order_id = $2)
       SELECT trim_scale(labour)::text AS labour, trim_scale(services)::text AS services,
         trim_scale(parts)::text AS parts, trim_scale(labour + services + parts)::text AS total
       FROM entered, used`,
      [tx.tenantId, workOrderId],
    );
    if (!sums) throw new Error('Sums have one row.');
    return sums;
  }
}
