import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** When equipment left the registry: its timeline ends there. */
export class RemovedEquipment1763700000335 implements MigrationInterface {
  readonly name = 'RemovedEquipment1763700000335';

  up(runner: QueryRunner): Promise<void> {
    return run(runner, `ALTER TABLE analytics.equipment ADD COLUMN removed_at timestamptz`);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, `ALTER TABLE analytics.equipment DROP COLUMN removed_at`);
  }
}
