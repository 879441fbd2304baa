import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** Which class equipment is of, null until it is next told of, and who shares an isolation point. */
export class Opportunities1763700000233 implements MigrationInterface {
  readonly name = 'Opportunities1763700000233';

  up(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'ALTER TABLE maintenance.equipment ADD COLUMN class varchar(100)',
      `CREATE INDEX isolation_point_point_idx ON maintenance.isolation_point
         (tenant_id, lower(btrim(point)))`,
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'DROP INDEX maintenance.isolation_point_point_idx',
      'ALTER TABLE maintenance.equipment DROP COLUMN class',
    );
  }
}
