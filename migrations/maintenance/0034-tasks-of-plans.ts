import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** Which plan asks for a task, and as of which version of it. */
export class TasksOfPlans1763700000234 implements MigrationInterface {
  readonly name = 'TasksOfPlans1763700000234';

  up(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE maintenance.task ADD COLUMN plan_id uuid, ADD COLUMN plan_version int,
         ADD CONSTRAINT task_plan_fkey FOREIGN KEY (tenant_id, plan_id)
           REFERENCES maintenance.maintenance_plan (tenant_id, id),
         ADD CONSTRAINT task_plan_check CHECK ((plan_id IS NULL) = (plan_version IS NULL))`,
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE maintenance.task DROP COLUMN plan_id, DROP COLUMN plan_version`,
    );
  }
}
