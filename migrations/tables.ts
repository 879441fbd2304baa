import type { QueryRunner } from 'typeorm';

// Released migrations call these: what they make must never change. A new need gets a new function.

/** Runs several statements, one after the other. */
export async function run(runner: QueryRunner, ...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await runner.query(statement);
}

/** What an agent's role may do with a table. */
type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/**
 * Closes a table to every tenant but the transaction's own. `system` opens it to the agent's own
 * work across tenants (relays, sweeps), in transactions that say so.
 */
export async function isolateTenants(
  runner: QueryRunner,
  schema: string,
  table: string,
  rights: readonly Right[],
  system: 'system' | 'tenants only' = 'tenants only',
): Promise<void> {
  const mine = `tenant_id = nullif(current_setting('app.tenant', true), '')::uuid`;
  await run(
    runner,
    `ALTER TABLE ${schema}.${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${schema}.${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_tenant ON ${schema}.${table} USING (${mine}) WITH CHECK (${mine})`,
    `GRANT ${rights.join(', ')} ON ${schema}.${table} TO ${schema}`,
  );
  if (system === 'system') {
    await runner.query(
      `CREATE POLICY ${table}_system ON ${schema}.${table}
       USING (current_setting('app.scope', true) = 'system')
       WITH CHECK (current_setting('app.scope', true) = 'system')`,
    );
  }
}

/** Opens a table to the agent's own work across tenants, in transactions that say so. */
export async function openToSystem(
  runner: QueryRunner,
  schema: string,
  table: string,
): Promise<void> {
  await runner.query(
    `CREATE POLICY ${table}_system ON ${schema}.${table}
     USING (current_setting('app.scope', true) = 'system')
     WITH CHECK (current_setting('app.scope', true) = 'system')`,
  );
}

/** Inbox, outbox, quarantine, keys, leases and positions: what libs/messaging needs. */
export async function createMessagingTables(runner: QueryRunner, schema: string): Promise<void> {
  await run(
    runner,
    `CREATE TABLE ${schema}.inbox (
       tenant_id uuid NOT NULL,
       consumer text NOT NULL,
       event_id uuid NOT NULL,
       received_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT inbox_pkey PRIMARY KEY (tenant_id, consumer, event_id)
     )`,
    `CREATE INDEX inbox_received_at_idx ON ${schema}.inbox (received_at)`,
    `CREATE TABLE ${schema}.outbox (
       tenant_id uuid NOT NULL,
       id bigint GENERATED ALWAYS AS IDENTITY,
       event_id uuid NOT NULL,
       subject text NOT NULL,
       body text NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now(),
       published_at timestamptz,
       CONSTRAINT outbox_pkey PRIMARY KEY (tenant_id, id),
       CONSTRAINT outbox_event_id_key UNIQUE (tenant_id, event_id)
     )`,
    `CREATE INDEX outbox_unpublished_idx ON ${schema}.outbox (id) WHERE published_at IS NULL`,
    `CREATE INDEX outbox_published_at_idx ON ${schema}.outbox (published_at)`,
    `CREATE TABLE ${schema}.quarantine (
       tenant_id uuid NOT NULL,
       id uuid NOT NULL DEFAULT gen_random_uuid(),
       source text NOT NULL,
       reason text NOT NULL,
       raw bytea NOT NULL,
       fingerprint bytea NOT NULL,
       count int NOT NULL DEFAULT 1,
       first_seen_at timestamptz NOT NULL DEFAULT now(),
       last_seen_at timestamptz NOT NULL DEFAULT now(),
       replayed_at timestamptz,
       CONSTRAINT quarantine_pkey PRIMARY KEY (tenant_id, id),
       CONSTRAINT quarantine_fingerprint_key UNIQUE (tenant_id, fingerprint)
     )`,
    `CREATE INDEX quarantine_first_seen_idx ON ${schema}.quarantine (tenant_id, first_seen_at)`,
    `CREATE TABLE ${schema}.idempotency (
       tenant_id uuid NOT NULL,
       key text NOT NULL,
       fingerprint bytea NOT NULL,
       reply text,
       created_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT idempotency_pkey PRIMARY KEY (tenant_id, key)
     )`,
    `CREATE TABLE ${schema}.lease (
       name text CONSTRAINT lease_pkey PRIMARY KEY,
       owner uuid NOT NULL,
       epoch bigint NOT NULL,
       lease_until timestamptz NOT NULL
     )`,
    `CREATE TABLE ${schema}.relay_mark (
       stream text CONSTRAINT relay_mark_pkey PRIMARY KEY,
       created text NOT NULL,
       last_seq bigint NOT NULL
     )`,
    `CREATE TABLE ${schema}.partition_member (
       stream text NOT NULL,
       owner uuid NOT NULL,
       seen_until timestamptz NOT NULL,
       CONSTRAINT partition_member_pkey PRIMARY KEY (stream, owner)
     )`,
    `CREATE TABLE ${schema}.partition_position (
       stream text NOT NULL,
       partition int NOT NULL,
       owner uuid,
       epoch bigint NOT NULL DEFAULT 0,
       lease_until timestamptz NOT NULL DEFAULT '-infinity',
       stream_incarnation text NOT NULL DEFAULT '',
       stream_seq bigint NOT NULL DEFAULT 0,
       log_seq bigint NOT NULL DEFAULT 0,
       CONSTRAINT partition_position_pkey PRIMARY KEY (stream, partition)
     )`,
    ...['lease', 'relay_mark', 'partition_member', 'partition_position'].map(
      (table) => `GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.${table} TO ${schema}`,
    ),
  );
  const all: readonly Right[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
  await isolateTenants(runner, schema, 'inbox', all, 'system');
  await isolateTenants(runner, schema, 'outbox', all, 'system');
  await isolateTenants(runner, schema, 'quarantine', ['SELECT', 'INSERT', 'UPDATE']);
  await isolateTenants(runner, schema, 'idempotency', all, 'system');
}

/** Takes back what `createMessagingTables` made. */
export async function dropMessagingTables(runner: QueryRunner, schema: string): Promise<void> {
  const tables = [
    'partition_position',
    'partition_member',
    'relay_mark',
    'lease',
    'idempotency',
    'quarantine',
    'outbox',
    'inbox',
  ];
  await run(runner, ...tables.map((table) => `DROP TABLE ${schema}.${table}`));
}
