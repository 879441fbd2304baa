import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ListUnqualifiedStops,
  type Page,
  type UnqualifiedStop,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';

interface Row {
  readonly equipment_id: string;
  readonly code: string | null;
  readonly from_at: Date;
  readonly to_at: Date | null;
}

const WHICH = `s.tenant_id = $1 AND s.source = 'silence'
  AND ($2::uuid IS NULL OR s.equipment_id = $2)
  AND ($3::timestamptz IS NULL OR upper_inf(s.period) OR upper(s.period) > $3)
  AND ($4::timestamptz IS NULL OR s.starts_at < $4)`;

@Injectable()
export class UnqualifiedStopRepository {
  async list(request: ListUnqualifiedStops, tx: Transaction): Promise<Page<UnqualifiedStop>> {
    const { limit, offset } = pageWindow(request);
    const { equipmentId, from, to } = request;
    const which = [tx.tenantId, equipmentId ?? null, from ?? null, to ?? null];
    const rows = await tx.query<Row>(
      `SELECT s.equipment_id, e.code, s.starts_at AS from_at, upper(s.period) AS to_at
       FROM equipment_state AS s
       LEFT JOIN equipment AS e ON e.tenant_id = s.tenant_id AND e.id = s.equipment_id
       WHERE ${WHICH} ORDER BY s.starts_at DESC, s.equipment_id LIMIT $5 OFFSET $6`,
      [...which, limit, offset],
    );
    const [counted] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM equipment_state AS s WHERE ${WHICH}`,
      which,
    );
    return { items: rows.map(view), totalCount: counted?.count ?? 0 };
  }
}

const view = ({ equipment_id, code, from_at, to_at }: Row): UnqualifiedStop => ({
  ...{ equipmentId: equipment_id, code },
  ...{ from: from_at.toISOString(), to: to_at?.toISOString() ?? null },
});
