import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

const NOT_DELETED = 'WHERE deleted_at IS NULL';
const INDEXES = ['name', 'criticality'] as const;

/** Every order that equipment is listed in lies in an index, and so does what others call its field. */
export class ListOrders1763700000150 implements MigrationInterface {
  readonly name = 'ListOrders1763700000150';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      // A column, since expressions over JSON are not leakproof; cut, since an index takes no long text.
      `ALTER TABLE assets.equipment ADD COLUMN field_id text
         GENERATED ALWAYS AS (left(metadata ->> 'fieldId', 100)) STORED`,
      `CREATE INDEX equipment_field_idx ON assets.equipment (tenant_id, field_id) ${NOT_DELETED}`,
      `CREATE INDEX equipment_updated_at_idx
         ON assets.equipment (tenant_id, updated_at, id) ${NOT_DELETED}`,
    );
    for (const column of INDEXES) await replace(runner, column, `${column}, id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of INDEXES) await replace(runner, column, column);
    await run(
      runner,
      'DROP INDEX assets.equipment_updated_at_idx',
      'DROP INDEX assets.equipment_field_idx',
      'ALTER TABLE assets.equipment DROP COLUMN field_id',
    );
  }
}

function replace(runner: QueryRunner, name: string, columns: string): Promise<void> {
  return run(
    runner,
    `DROP INDEX assets.equipment_${name}_idx`,
    `CREATE INDEX equipment_${name}_idx
       ON assets.equipment (tenant_id, ${columns}) ${NOT_DELETED}`,
  );
}
