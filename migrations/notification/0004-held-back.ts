import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** What stands for messages that were held back because too many came. */
export class HeldBack1763700000004 implements MigrationInterface {
  readonly name = 'HeldBack1763700000004';

  up(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE notification.notification ADD COLUMN summary boolean NOT NULL DEFAULT false`,
      `CREATE INDEX notification_contact_idx
         ON notification.notification (tenant_id, contact_id, created_at)`,
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `DROP INDEX notification.notification_contact_idx`,
      `ALTER TABLE notification.notification DROP COLUMN summary`,
    );
  }
}
