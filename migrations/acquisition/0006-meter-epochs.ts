import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** From when on what is added to what a counter shows, because it counts anew. */
export class MeterEpochs1763800000330 implements MigrationInterface {
  readonly name = 'MeterEpochs1763800000330';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE acquisition.meter_epoch (
         tenant_id uuid NOT NULL,
         sensor_id uuid NOT NULL,
         started_at timestamptz NOT NULL,
         epoch_offset double precision NOT NULL,
         CONSTRAINT meter_epoch_pkey PRIMARY KEY (tenant_id, sensor_id, started_at)
       )`,
    );
    const writes = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'acquisition', 'meter_epoch', writes);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, 'DROP TABLE acquisition.meter_epoch');
  }
}
