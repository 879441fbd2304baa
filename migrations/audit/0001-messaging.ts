import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMessagingTables, dropMessagingTables } from '../tables.js';

/** What every agent needs to meet the others. */
export class AuditMessaging1763700000001 implements MigrationInterface {
  readonly name = 'AuditMessaging1763700000001';

  up(runner: QueryRunner): Promise<void> {
    return createMessagingTables(runner, 'audit');
  }

  down(runner: QueryRunner): Promise<void> {
    return dropMessagingTables(runner, 'audit');
  }
}
