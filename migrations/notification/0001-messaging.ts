import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMessagingTables, dropMessagingTables } from '../tables.js';

/** What every agent needs to meet the others. */
export class NotificationMessaging1763700000001 implements MigrationInterface {
  readonly name = 'NotificationMessaging1763700000001';

  up(runner: QueryRunner): Promise<void> {
    return createMessagingTables(runner, 'notification');
  }

  down(runner: QueryRunner): Promise<void> {
    return dropMessagingTables(runner, 'notification');
  }
}
