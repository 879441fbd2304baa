import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

const TABLES = ['work_order', 'isolation_point', 'task'].map((table) => `maintenance.${table}`);

/** Work that has not begun gets the isolation steps that its safety plan names and it does not have. */
export class IsolationOfOpenWork1763700000235 implements MigrationInterface {
  readonly name = 'IsolationOfOpenWork1763700000235';

  up(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      ...TABLES.map((table) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`),
      `INSERT INTO maintenance.task
         (tenant_id, id, work_order_id, position, text, phase, result_kind, required)
       SELECT w.tenant_id, gen_random_uuid(), w.id,
         (SELECT coalesce(max(t.position), 0) FROM maintenance.task t
           WHERE t.tenant_id = w.tenant_id AND t.work_order_id = w.id)
           + row_number() OVER (PARTITION BY w.tenant_id, w.id ORDER BY p.position),
         p.point || ': ' || p.method, 'isolation', 'pass_fail', true
       FROM maintenance.work_order w JOIN maintenance.isolation_point p
         ON p.tenant_id = w.tenant_id AND p.equipment_id = w.equipment_id
       WHERE w.status IN
           ('draft', 'awaiting_approval', 'approved', 'planned', 'scheduled', 'assigned')
         AND NOT EXISTS (SELECT FROM maintenance.task t WHERE t.tenant_id = w.tenant_id
           AND t.work_order_id = w.id AND t.phase = 'isolation'
           AND t.text = p.point || ': ' || p.method)`,
      ...TABLES.map((table) => `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`),
    );
  }

  /** The steps are as good as those that were there before. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
