import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Which sensor gateways may come in, by which key. */
export class DeviceCredentials1763800000002 implements MigrationInterface {
  readonly name = 'DeviceCredentials1763800000002';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE access.device_credential (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         gateway varchar(60) NOT NULL,
         name varchar(200),
         public_key varchar(56) NOT NULL,
         issued_by varchar(200) NOT NULL,
         issued_at timestamptz NOT NULL,
         expires_at timestamptz NOT NULL,
         revoked_at timestamptz,
         broker_told_at timestamptz,
         CONSTRAINT device_credential_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT device_credential_public_key_key UNIQUE (tenant_id, public_key),
         CONSTRAINT device_credential_told_check
           CHECK (broker_told_at IS NULL OR revoked_at IS NOT NULL)
       )`,
      `CREATE INDEX device_credential_gateway_idx
         ON access.device_credential (tenant_id, gateway, issued_at DESC, id)`,
      `CREATE INDEX device_credential_untold_idx ON access.device_credential (revoked_at)
         WHERE revoked_at IS NOT NULL AND broker_told_at IS NULL`,
    );
    const rights = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'access', 'device_credential', rights, 'system');
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, 'DROP TABLE access.device_credential');
  }
}
