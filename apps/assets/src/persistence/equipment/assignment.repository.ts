import { Injectable } from '@nestjs/common';
import { pageWindow, type AssigneeKind, type AssignmentView, type Page } from '@libs/contracts';
import type { ListAssignments } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { countRows } from '../count-rows.js';

interface Row {
  id: string;
  equipment_id: string;
  assignee_kind: AssigneeKind;
  assignee: string;
  role: string | null;
  assigned_at: Date;
  assigned_by: string;
  ended_at: Date | null;
}

function assignmentView(row: Row): AssignmentView {
  return {
    id: row.id,
    equipmentId: row.equipment_id,
    assigneeKind: row.assignee_kind,
    assignee: row.assignee,
    ...(row.role !== null && { role: row.role }),
    assignedAt: row.assigned_at.toISOString(),
    assignedBy: row.assigned_by,
    ...(row.ended_at !== null && { endedAt: row.ended_at.toISOString() }),
  };
}

@Injectable()
export class AssignmentRepository {
  /** Adds an assignment; undefined when the equipment is assigned so already. */
  async add(view: AssignmentView, tx: Transaction): Promise<AssignmentView | undefined> {
    const [row] = await tx.query<Row>(
      `INSERT INTO assignment
         (tenant_id, id, equipment_id, assignee_kind, assignee, role, assigned_at, assigned_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING *`,
      [tx.tenantId, view.id, view.equipmentId, view.assigneeKind, view.assignee].concat([
        view.role ?? null,
        view.assignedAt,
        view.assignedBy,
      ] as string[]),
    );
    return row && assignmentView(row);
  }

  /** Ends an assignment; undefined when there is none to end. */
  async end(
    equipmentId: string,
    id: string,
    at: Date,
    tx: Transaction,
  ): Promise<AssignmentView | undefined> {
    const [row] = await tx.query<Row>(
      `UPDATE assignment SET ended_at = $4
       WHERE tenant_id = $1 AND equipment_id = $2 AND id = $3 AND ended_at IS NULL RETURNING *`,
      [tx.tenantId, equipmentId, id, at],
    );
    return row && assignmentView(row);
  }

  async list(request: ListAssignments, tx: Transaction): Promise<Page<AssignmentView>> {
    const { limit, offset } = pageWindow(request);
    const where = 'tenant_id = $1 AND equipment_id = $2 AND ended_at IS NULL';
    const about = [tx.tenantId, request.equipmentId];
    const rows = await tx.query<Row>(
      `SELECT * FROM assignment WHERE ${where} ORDER BY assigned_at DESC, id LIMIT $3 OFFSET $4`,
      [...about, limit, offset],
    );
    const total = await countRows('assignment', where, about, tx);
    return { items: rows.map(assignmentView), totalCount: total };
  }
}
