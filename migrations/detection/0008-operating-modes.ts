import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** What a machine was doing when an anomaly was found. */
export class OperatingModes1763700000308 implements MigrationInterface {
  readonly name = 'OperatingModes1763700000308';

  up(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE detection.anomaly ADD COLUMN mode text,
         ADD CONSTRAINT anomaly_mode_check CHECK (mode IN ('standby', 'load'))`,
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE detection.anomaly DROP CONSTRAINT anomaly_mode_check, DROP COLUMN mode`,
    );
  }
}
