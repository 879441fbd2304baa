import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMessagingTables, dropMessagingTables } from '../tables.js';

/** What every agent needs to meet the others. */
export class AccessMessaging1763800000001 implements MigrationInterface {
  readonly name = 'AccessMessaging1763800000001';

  up(runner: QueryRunner): Promise<void> {
    return createMessagingTables(runner, 'access');
  }

  down(runner: QueryRunner): Promise<void> {
    return dropMessagingTables(runner, 'access');
  }
}
