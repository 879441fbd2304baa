import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** When a preventive job went with its plan or its machine. */
export class WithdrawnOccurrences1763700000331 implements MigrationInterface {
  readonly name = 'WithdrawnOccurrences1763700000331';

  up(runner: QueryRunner): Promise<void> {
    return run(runner, 'ALTER TABLE analytics.plan_occurrence ADD COLUMN withdrawn_at timestamptz');
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, 'ALTER TABLE analytics.plan_occurrence DROP COLUMN withdrawn_at');
  }
}
