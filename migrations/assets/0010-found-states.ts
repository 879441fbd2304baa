import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What agents found out about how equipment is, and which of it a person overrides. */
export class FoundStates1763700000140 implements MigrationInterface {
  readonly name = 'FoundStates1763700000140';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE assets.equipment
         ADD COLUMN heard_connectivity text,
         ADD COLUMN case_health text,
         ADD COLUMN operating_when_up text,
         ADD COLUMN held text[] NOT NULL DEFAULT '{}'`,
      `CREATE TABLE assets.open_case (
         tenant_id uuid NOT NULL,
         case_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         verdict text,
         CONSTRAINT open_case_pkey PRIMARY KEY (tenant_id, case_id)
       )`,
      `ALTER TABLE assets.open_work ADD COLUMN is_unplanned boolean NOT NULL DEFAULT false`,
      `UPDATE assets.open_work SET is_unplanned = is_corrective`,
      `CREATE INDEX open_case_equipment_idx ON assets.open_case (tenant_id, equipment_id)`,
    );
    const rights = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    await isolateTenants(runner, 'assets', 'open_case', rights);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'DROP TABLE assets.open_case',
      'ALTER TABLE assets.open_work DROP COLUMN is_unplanned',
      `ALTER TABLE assets.equipment
         DROP COLUMN heard_connectivity, DROP COLUMN case_health,
         DROP COLUMN operating_when_up, DROP COLUMN held`,
    );
  }
}
