import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Who may come in: tenants and their local users. */
export class TenantsAndUsers1763700000002 implements MigrationInterface {
  readonly name = 'TenantsAndUsers1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE gateway.tenant (
         tenant_id uuid CONSTRAINT tenant_pkey PRIMARY KEY,
         code varchar(60) NOT NULL,
         name varchar(200) NOT NULL,
         created_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT tenant_code_key UNIQUE (code)
       )`,
      `CREATE TABLE gateway.user_account (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         username varchar(60) NOT NULL,
         password_hash text NOT NULL,
         roles text[] NOT NULL,
         enabled boolean NOT NULL DEFAULT true,
         created_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT user_account_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT user_account_username_key UNIQUE (tenant_id, username),
         CONSTRAINT user_account_tenant_fkey FOREIGN KEY (tenant_id)
           REFERENCES gateway.tenant (tenant_id)
       )`,
    );
    await isolateTenants(runner, 'gateway', 'tenant', ['SELECT', 'INSERT', 'UPDATE'], 'system');
    await isolateTenants(runner, 'gateway', 'user_account', ['SELECT', 'INSERT', 'UPDATE']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, 'DROP TABLE gateway.user_account', 'DROP TABLE gateway.tenant');
  }
}
