import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Sessions, API keys, custom roles and external identities of users. */
export class Identity1763700000004 implements MigrationInterface {
  readonly name = 'Identity1763700000004';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE gateway.user_account
         ADD COLUMN display_name varchar(200),
         ADD COLUMN email varchar(320),
         ADD COLUMN version int NOT NULL DEFAULT 1,
         ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
         ADD COLUMN removed_at timestamptz,
         ALTER COLUMN password_hash DROP NOT NULL`,
      `CREATE UNIQUE INDEX user_account_email_key ON gateway.user_account (tenant_id, lower(email))
         WHERE removed_at IS NULL`,
      `CREATE TABLE gateway.role (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         name varchar(60) NOT NULL,
         description varchar(500),
         permissions text[] NOT NULL,
         version int NOT NULL DEFAULT 1,
         created_at timestamptz NOT NULL DEFAULT now(),
         updated_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT role_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT role_name_key UNIQUE (tenant_id, name),
         CONSTRAINT role_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES gateway.tenant (tenant_id)
       )`,
      `CREATE TABLE gateway.external_identity (
         tenant_id uuid NOT NULL,
         issuer varchar(500) NOT NULL,
         external_id varchar(255) NOT NULL,
         user_id uuid NOT NULL,
         email varchar(320),
         email_verified boolean NOT NULL,
         linked_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT external_identity_pkey PRIMARY KEY (tenant_id, issuer, external_id),
         CONSTRAINT external_identity_user_key UNIQUE (tenant_id, user_id, issuer),
         CONSTRAINT external_identity_user_fkey FOREIGN KEY (tenant_id, user_id)
           REFERENCES gateway.user_account (tenant_id, id)
       )`,
      `CREATE TABLE gateway.session (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         user_id uuid NOT NULL,
         method varchar(500) NOT NULL,
         refresh_hash bytea NOT NULL,
         address varchar(100) NOT NULL,
         user_agent varchar(300),
         opened_at timestamptz NOT NULL DEFAULT now(),
         refreshed_at timestamptz NOT NULL DEFAULT now(),
         idle_until timestamptz NOT NULL,
         expires_at timestamptz NOT NULL,
         closed_at timestamptz,
         CONSTRAINT session_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT session_user_fkey FOREIGN KEY (tenant_id, user_id)
           REFERENCES gateway.user_account (tenant_id, id)
       )`,
      `CREATE INDEX session_user_idx ON gateway.session (tenant_id, user_id, opened_at)`,
      `CREATE TABLE gateway.spent_refresh_token (
         tenant_id uuid NOT NULL,
         session_id uuid NOT NULL,
         hash bytea NOT NULL,
         CONSTRAINT spent_refresh_token_pkey PRIMARY KEY (tenant_id, session_id, hash),
         CONSTRAINT spent_refresh_token_session_fkey FOREIGN KEY (tenant_id, session_id)
           REFERENCES gateway.session (tenant_id, id) ON DELETE CASCADE
       )`,
      `CREATE TABLE gateway.api_key (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         user_id uuid NOT NULL,
         name varchar(100) NOT NULL,
         secret_hash bytea NOT NULL,
         scopes text[] NOT NULL,
         created_at timestamptz NOT NULL DEFAULT now(),
         expires_at timestamptz NOT NULL,
         last_used_at timestamptz,
         revoked_at timestamptz,
         CONSTRAINT api_key_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT api_key_user_fkey FOREIGN KEY (tenant_id, user_id)
           REFERENCES gateway.user_account (tenant_id, id)
       )`,
      `CREATE INDEX api_key_created_idx ON gateway.api_key (tenant_id, created_at)`,
    );
    await isolateTenants(runner, 'gateway', 'role', ['SELECT', 'INSERT', 'UPDATE', 'DELETE']);
    await isolateTenants(runner, 'gateway', 'external_identity', ['SELECT', 'INSERT', 'UPDATE']);
    await isolateTenants(runner, 'gateway', 'session', ['SELECT', 'INSERT', 'UPDATE', 'DELETE']);
    await isolateTenants(runner, 'gateway', 'spent_refresh_token', ['SELECT', 'INSERT']);
    await isolateTenants(runner, 'gateway', 'api_key', ['SELECT', 'INSERT', 'UPDATE']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'DROP TABLE gateway.api_key',
      'DROP TABLE gateway.spent_refresh_token',
      'DROP TABLE gateway.session',
      'DROP TABLE gateway.external_identity',
      'DROP TABLE gateway.role',
      'DROP INDEX gateway.user_account_email_key',
      // Who has no password could not come in by one: in the former version they stay out.
      'ALTER TABLE gateway.user_account NO FORCE ROW LEVEL SECURITY',
      `UPDATE gateway.user_account
         SET password_hash = coalesce(password_hash, ''),
             enabled = enabled AND password_hash IS NOT NULL AND removed_at IS NULL`,
      'ALTER TABLE gateway.user_account FORCE ROW LEVEL SECURITY',
      `ALTER TABLE gateway.user_account
         ALTER COLUMN password_hash SET NOT NULL,
         DROP COLUMN display_name,
         DROP COLUMN email,
         DROP COLUMN version,
         DROP COLUMN updated_at,
         DROP COLUMN removed_at`,
    );
  }
}
