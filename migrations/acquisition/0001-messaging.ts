import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMessagingTables, dropMessagingTables } from '../tables.js';

/** What every agent needs to meet the others. */
export class AcquisitionMessaging1763700000001 implements MigrationInterface {
  readonly name = 'AcquisitionMessaging1763700000001';

  up(runner: QueryRunner): Promise<void> {
    return createMessagingTables(runner, 'acquisition');
  }

  down(runner: QueryRunner): Promise<void> {
    return dropMessagingTables(runner, 'acquisition');
  }
}
