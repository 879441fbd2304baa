import { Injectable } from '@nestjs/common';
import { pageWindow, type ListTasks, type Page, type TaskDefinition } from '@libs/contracts';
import type { FieldsOf, TaskPhase, TaskView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { TaskResult } from '../../domain/tasks/judge-result.js';

const COLUMNS = `id, work_order_id AS "workOrderId", position, text, phase,
  result_kind AS "resultKind", required, unit, low, high, choices, outcome, number,
  within_limits AS "withinLimits", answer, document_id AS "documentId", note, done_by AS "doneBy",
  done_at AS "doneAt", plan_id AS "planId", plan_version AS "planVersion"`;

/** The plan that asks for tasks, as it was then. */
export interface AskingPlan {
  readonly planId: string;
  readonly planVersion: number;
}

interface Row extends Omit<TaskView, 'doneAt' | 'planId' | 'planVersion'> {
  readonly doneAt: Date | null;
  readonly planId: string | null;
  readonly planVersion: number | null;
}

const viewOf = ({ doneAt, planId, planVersion, ...row }: Row): FieldsOf<TaskView> => ({
  ...row,
  doneAt: doneAt?.toISOString() ?? null,
  ...(planId !== null && planVersion !== null && { planId, planVersion }),
});

/** What has to be done at work orders, and what came of it. */
@Injectable()
export class TaskRepository {
  /** Adds tasks in their order, after those that are there. */
  async add(
    workOrderId: string,
    tasks: readonly TaskDefinition[],
    plan: AskingPlan | null,
    tx: Transaction,
  ): Promise<TaskView[]> {
    const rows = await tx.query<Row>(
      `INSERT INTO task (tenant_id, id, work_order_id, position, text, phase, result_kind, required,
         unit, low, high, choices, plan_id, plan_version)
       SELECT $1, gen_random_uuid(), $2, last.position + t.index, t.text, coalesce(t.phase, 'work'),
         t.kind, coalesce(t.required, t.phase IS NOT DISTINCT FROM 'isolation'), t.unit, t.low,
         t.high, t.choices, $4, $5
       FROM (SELECT coalesce(max(position), 0) AS position FROM task
           WHERE tenant_id = $1 AND work_order_id = $2) last
         CROSS JOIN ROWS FROM (jsonb_to_recordset($3) AS (text text, "resultKind" text, phase text,
           required boolean, unit text, low float8, high float8, choices text[])) WITH ORDINALITY
           AS t (text, kind, phase, required, unit, low, high, choices, index)
       ORDER BY t.index RETURNING ${COLUMNS}`,
      [
        ...[tx.tenantId, workOrderId, JSON.stringify(tasks)],
        ...[plan?.planId ?? null, plan?.planVersion ?? null],
      ],
    );
    return rows.map(viewOf);
  }

  /** Whether a plan's tasks are among them. */
  async hasOf(workOrderId: string, planId: string, tx: Transaction): Promise<boolean> {
    const rows = await tx.query<object>(
      `SELECT 1 FROM task WHERE tenant_id = $1 AND work_order_id = $2 AND plan_id = $3 LIMIT 1`,
      [tx.tenantId, workOrderId, planId],
    );
    return rows.length > 0;
  }

  async find(workOrderId: string, taskId: string, tx: Transaction): Promise<TaskView | null> {
    const [row] = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM task WHERE tenant_id = $1 AND work_order_id = $2 AND id = $3`,
      [tx.tenantId, workOrderId, taskId],
    );
    return row ? viewOf(row) : null;
  }

  async remove(taskId: string, tx: Transaction): Promise<void> {
    await tx.query('DELETE FROM task WHERE tenant_id = $1 AND id = $2', [tx.tenantId, taskId]);
  }

  async record(
    taskId: string,
    result: TaskResult & { readonly note?: string },
    withinLimits: boolean | null,
    by: { readonly name: string; readonly actor: string },
    tx: Transaction,
  ): Promise<TaskView> {
    const [row] = await tx.query<Row>(
      `UPDATE task SET outcome = $3, number = $4, within_limits = $5, answer = $6,
         document_id = $7, note = $8, done_by = $9, done_by_actor = $10, done_at = now()
       WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      [
        ...[tx.tenantId, taskId, result.outcome ?? null, result.number ?? null],
        ...[withinLimits, result.answer ?? null, result.documentId ?? null],
        ...[result.note ?? null, by.name, by.actor],
      ],
    );
    if (!row) throw new Error(`The task ${taskId} is gone.`);
    return viewOf(row);
  }

  /** Required tasks of a phase that have no result. */
  listOpen(workOrderId: string, phase: TaskPhase, tx: Transaction) {
    return tx.query<{ readonly position: number; readonly text: string }>(
      `SELECT position, text FROM task WHERE tenant_id = $1 AND work_order_id = $2 AND phase = $3
         AND required AND done_at IS NULL ORDER BY position`,
      [tx.tenantId, workOrderId, phase],
    );
  }

  /** All of them in their order, with who did them. */
  async listAll(workOrderId: string, tx: Transaction) {
    const rows = await tx.query<Row & { readonly doneByActor: string | null }>(
      `SELECT ${COLUMNS}, done_by_actor AS "doneByActor" FROM task
       WHERE tenant_id = $1 AND work_order_id = $2 ORDER BY position`,
      [tx.tenantId, workOrderId],
    );
    return rows.map(({ doneByActor, ...row }) => ({ ...viewOf(row), doneByActor }));
  }

  /** What makes the work safe, in its order. */
  async listIsolation(workOrderId: string, tx: Transaction): Promise<TaskView[]> {
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM task
       WHERE tenant_id = $1 AND work_order_id = $2 AND phase = 'isolation' ORDER BY position`,
      [tx.tenantId, workOrderId],
    );
    return rows.map(viewOf);
  }

  async count(workOrderId: string, phase: TaskPhase, tx: Transaction): Promise<number> {
    const [all] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM task
       WHERE tenant_id = $1 AND work_order_id = $2 AND phase = $3`,
      [tx.tenantId, workOrderId, phase],
    );
    return all?.count ?? 0;
  }

  async list(request: ListTasks, tx: Transaction): Promise<Page<TaskView>> {
    const { limit, offset } = pageWindow(request);
    const of = [tx.tenantId, request.workOrderId];
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM task WHERE tenant_id = $1 AND work_order_id = $2
       ORDER BY position LIMIT $3 OFFSET $4`,
      [...of, limit, offset],
    );
    const [all] = await tx.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM task WHERE tenant_id = $1 AND work_order_id = $2',
      of,
    );
    return { items: rows.map(viewOf), totalCount: all?.count ?? 0 };
  }
}
