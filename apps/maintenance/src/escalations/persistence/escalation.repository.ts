import { Injectable } from '@nestjs/common';
import type { OverdueKind, Severity } from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';

/** How long a job may be lost before its row is put into the queue again. */
const ENQUEUED_SECONDS = 10;

/** Something that will be told of when it is overdue. */
export interface Escalation {
  readonly id: string;
  readonly kind: OverdueKind;
  readonly overdueAt: Date;
  /** How many levels were reached. */
  readonly level: number;
}
export interface DueEscalation {
  readonly tenantId: string;
  readonly id: string;
  readonly attempt: number;
  readonly correlationId: string;
  readonly label: string;
}

/** What is overdue, as people are told of it. */
export interface Overdue {
  readonly title: string;
  readonly priority: Severity;
  readonly equipmentId: string;
  readonly assignee: string | null;
  readonly team: string | null;
  readonly workOrderId: string | null;
  readonly number: string | null;
}

const OPEN: Readonly<Record<OverdueKind, string>> = {
  work_order: `SELECT o.number || ' ' || o.title AS title, o.priority,
      o.equipment_id AS "equipmentId", o.assignee, coalesce(o.crew, p.team) AS team,
      o.id AS "workOrderId", o.number
    FROM work_order o LEFT JOIN maintenance_plan p ON p.tenant_id = o.tenant_id AND p.id = o.plan_id
    WHERE o.tenant_id = $1 AND o.id = $2 AND o.status NOT IN ('completed', 'closed', 'cancelled')`,
  inspection: `SELECT i.name AS title, 'medium' AS priority, i.equipment_id AS "equipmentId",
      i.started_by AS assignee, i.team, NULL::uuid AS "workOrderId", NULL AS number
    FROM inspection i WHERE i.tenant_id = $1 AND i.id = $2 AND i.status = 'missed'`,
  occurrence: `SELECT p.definition ->> 'title' AS title,
      coalesce(p.definition ->> 'priority', 'medium') AS priority,
      c.equipment_id AS "equipmentId", NULL AS assignee, p.team, NULL::uuid AS "workOrderId",
      NULL AS number
    FROM plan_occurrence c JOIN maintenance_plan p ON p.tenant_id = c.tenant_id AND p.id = c.plan_id
    WHERE c.tenant_id = $1 AND c.id = $2 AND c.status = 'overdue' AND c.work_order_id IS NULL`,
};

const AS_JOB = `tenant_id AS "tenantId", id, level AS attempt, correlation_id AS "correlationId",
  format('Overdue, level %s: %s', level + 1, name) AS label`;

/** What is or will be overdue, and how far that has been told. */
@Injectable()
export class EscalationRepository {
  /** Armed once; the same again changes nothing. */
  async arm(
    { id, kind, overdueAt, name }: Omit<Escalation, 'level'> & { readonly name: string },
    correlationId: string,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO escalation (tenant_id, id, kind, overdue_at, due_at, name, correlation_id)
       VALUES ($1, $2, $3, $4, $4, $5, $6) ON CONFLICT ON CONSTRAINT escalation_pkey DO NOTHING`,
      [tx.tenantId, id, kind, overdueAt, name.slice(0, 300), correlationId],
    );
  }

  leaseDue(limit: number, tx: SystemTransaction): Promise<DueEscalation[]> {
    return tx.query<DueEscalation>(
      `UPDATE escalation SET lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE (tenant_id, id) IN (
         SELECT tenant_id, id FROM escalation WHERE due_at <= now() AND lease_until < now()
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING ${AS_JOB}`,
      [limit],
    );
  }

  /** Next levels of what is overdue already: told earlier, they are no less true. */
  waiting(limit: number, tx: SystemTransaction): Promise<(DueEscalation & { dueAt: Date })[]> {
    return tx.query<DueEscalation & { dueAt: Date }>(
      `SELECT ${AS_JOB}, due_at AS "dueAt" FROM escalation
       WHERE due_at > now() AND overdue_at <= now() ORDER BY due_at LIMIT $1`,
      [limit],
    );
  }

  /** Locked at the level that was seen; nothing where another one got on meanwhile. */
  async lockAt(id: string, level: number, tx: Transaction): Promise<Escalation | undefined> {
    const [row] = await tx.query<Escalation>(
      `SELECT id, kind, overdue_at AS "overdueAt", level FROM escalation
       WHERE tenant_id = $1 AND id = $2 AND level = $3 AND due_at IS NOT NULL FOR UPDATE`,
      [tx.tenantId, id, level],
    );
    return row;
  }

  async findOpen({ kind, id }: Escalation, tx: Transaction): Promise<Overdue | undefined> {
    const [open] = await tx.query<Overdue>(OPEN[kind], [tx.tenantId, id]);
    return open;
  }

  async save(id: string, level: number, dueAt: Date | null, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE escalation SET level = $3, due_at = $4, lease_until = '-infinity'
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id, level, dueAt],
    );
  }
}
