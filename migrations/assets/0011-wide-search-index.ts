import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

const FILTERS = ['class', 'criticality', 'lifecycle', 'online_status', 'fleet_status']
  .concat(['machine_status', 'location_id'])
  .join(', ');

/** What searches filter by lies in the index that they look through, so that no row is fetched. */
export class WideSearchIndex1763700000141 implements MigrationInterface {
  readonly name = 'WideSearchIndex1763700000141';

  up(runner: QueryRunner): Promise<void> {
    return replace(runner, `search_text, ${FILTERS}`);
  }

  down(runner: QueryRunner): Promise<void> {
    return replace(runner, 'search_text');
  }
}

function replace(runner: QueryRunner, columns: string): Promise<void> {
  return run(
    runner,
    'DROP INDEX assets.equipment_search_idx',
    `CREATE INDEX equipment_search_idx
       ON assets.equipment (tenant_id, created_at DESC, id DESC) INCLUDE (${columns})
       WHERE deleted_at IS NULL`,
  );
}
