import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets the gateway unlink users from external issuers. */
export class Unlinking1763700000005 implements MigrationInterface {
  readonly name = 'Unlinking1763700000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT DELETE ON gateway.external_identity TO gateway');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE DELETE ON gateway.external_identity FROM gateway');
  }
}
