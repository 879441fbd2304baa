import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openToSystem, run } from '../tables.js';

/** Room for secrets that are sealed; the agent, which has the key, seals them when it starts. */
export class SealedSecrets1763700000003 implements MigrationInterface {
  readonly name = 'SealedSecrets1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notification.contact ALTER COLUMN secret TYPE text');
    await openToSystem(runner, 'notification', 'contact');
  }

  /** Refused while a secret is sealed: an agent of before could not open it. */
  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'DROP POLICY contact_system ON notification.contact',
      'ALTER TABLE notification.contact ALTER COLUMN secret TYPE varchar(100)',
    );
  }
}
