import { Injectable } from '@nestjs/common';
import { pageWindow, type AddTask, type FieldsOf, type ListTasks } from '@libs/contracts';
import type { Page, TaskPhase, TaskView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { TaskResult } from '../../domain/tasks/judge-result.js';

const COLUMNS = `id, work_order_id AS "workOrderId", position, text, phase,
  result_kind AS "resultKind", required, unit, low, high, choices, outcome, number,
  within_limits AS "withinLimits", answer, document_id AS "documentId", note, done_by AS "doneBy",
  done_at AS "doneAt"`;

type Row = Omit<TaskView, 'doneAt'> & { readonly doneAt: Date | null };
const viewOf = (row: Row): TaskView => ({ ...row, doneAt: row.doneAt?.toISOString() ?? null });

/** What has to be done at work orders, and what came of it. */
@Injectable()
export class TaskRepository {
  async add(task: FieldsOf<AddTask>, tx: Transaction): Promise<TaskView> {
    const {
      workOrderId,
      text,
      resultKind,
      phase = 'work',
      required = phase === 'isolation',
    } = task;
    const [row] = await tx.query<Row>(
      `INSERT INTO task (tenant_id, id, work_order_id, position, text, phase, result_kind, required,
         unit, low, high, choices)
       SELECT $1, gen_random_uuid(), $2, coalesce(max(position), 0) + 1, $3, $4, $5, $6, $7, $8, $9,
         $10 FROM task WHERE tenant_id = $1 AND work_order_id = $2
       RETURNING ${COLUMNS}`,
      [
        ...[tx.tenantId, workOrderId, text, phase, resultKind, required],
        ...[task.unit ?? null, task.low ?? null, task.high ?? null, task.choices ?? null],
      ],
    );
    if (!row) throw new Error('The task was not written.');
    return viewOf(row);
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
    return rows.map(({ doneAt, ...row }) => ({ ...row, doneAt: doneAt?.toISOString() ?? null }));
  }

  /** Whether any of them is to be done before the work begins. */
  async hasIsolation(workOrderId: string, tx: Transaction): Promise<boolean> {
    const rows = await tx.query<object>(
      `SELECT 1 FROM task WHERE tenant_id = $1 AND work_order_id = $2 AND phase = 'isolation'
       LIMIT 1`,
      [tx.tenantId, workOrderId],
    );
    return rows.length > 0;
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
