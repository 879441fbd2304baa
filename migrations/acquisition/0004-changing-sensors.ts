import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sensors that change and go out of use. */
export class ChangingSensors1763800000004 implements MigrationInterface {
  readonly name = 'ChangingSensors1763800000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE acquisition.sensor
         ADD COLUMN version int NOT NULL DEFAULT 1,
         ADD COLUMN retired_at timestamptz`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE acquisition.sensor DROP COLUMN version, DROP COLUMN retired_at',
    );
  }
}
