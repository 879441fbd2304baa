import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMessagingTables, dropMessagingTables } from '../tables.js';

/** What every agent needs to meet the others. */
export class MaintenanceMessaging1763700000001 implements MigrationInterface {
  readonly name = 'MaintenanceMessaging1763700000001';

  up(runner: QueryRunner): Promise<void> {
    return createMessagingTables(runner, 'maintenance');
  }

  down(runner: QueryRunner): Promise<void> {
    return dropMessagingTables(runner, 'maintenance');
  }
}
