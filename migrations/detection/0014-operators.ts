import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** How many operators share the alarms of a plant, as alarms told. */
export class Operators1763700000466 implements MigrationInterface {
  readonly name = 'Operators1763700000466';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE detection.alarm_operators (
         tenant_id uuid NOT NULL,
         operators int NOT NULL,
         CONSTRAINT alarm_operators_pkey PRIMARY KEY (tenant_id)
       )`,
    );
    const rights = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'detection', 'alarm_operators', rights);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, 'DROP TABLE detection.alarm_operators');
  }
}
