import { DataSource, type MigrationInterface } from 'typeorm';

/** The migrations of one agent's schema, oldest first. */
export interface SchemaMigrations {
  readonly schema: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** What a schema has had done to it, and what is still to do. */
export interface MigrationStatus {
  readonly schema: string;
  readonly done: readonly string[];
  readonly pending: readonly string[];
}

export const OWNER_ROLE = 'millwright_owner';
const LOCK_KEY = 7_237_001;

/**
 * Prepares a database: the role that owns every table, each agent's own role and schema,
 * and the time-series extension where the server has it. `passwords` sets roles' passwords.
 */
export async function prepareDatabase(
  url: string,
  schemas: readonly string[],
  passwords: Readonly<Record<string, string>>,
): Promise<void> {
  await withLock(url, async (connection) => {
    await createRole(connection, OWNER_ROLE, 'NOLOGIN');
    const [{ database } = { database: '' }] = await connection.query<{ database: string }[]>(
      'SELECT current_database() AS database',
    );
    await connection.query(`GRANT CREATE, TEMPORARY ON DATABASE "${database}" TO ${OWNER_ROLE}`);
    await connection.query(`REVOKE ALL ON DATABASE "${database}" FROM PUBLIC`);
    await connection.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    await enableTimescale(connection);
    for (const schema of schemas) {
      await createRole(connection, schema, 'LOGIN NOINHERIT NOBYPASSRLS');
      await connection.query(`GRANT CONNECT ON DATABASE "${database}" TO "${schema}"`);
      await connection.query(`CREATE SCHEMA IF NOT EXISTS "${schema}" AUTHORIZATION ${OWNER_ROLE}`);
      await connection.query(`GRANT USAGE ON SCHEMA "${schema}" TO "${schema}"`);
      const password = passwords[schema];
      if (password !== undefined) await setPassword(connection, schema, password);
    }
  });
}

/** Brings every schema up to date; safe to run from several places at once. */
export async function migrateUp(
  url: string,
  schemas: readonly SchemaMigrations[],
): Promise<string[]> {
  return withLock(url, async () => {
    const ran: string[] = [];
    for (const schema of schemas) {
      await withSchema(url, schema, async (dataSource) => {
        const migrations = await dataSource.runMigrations({ transaction: 'each' });
        ran.push(...migrations.map((migration) => `${schema.schema}: ${migration.name}`));
      });
    }
    return ran;
  });
}

/** Takes back the newest migration of one schema; answers its name, or undefined. */
export async function migrateDown(
  url: string,
  schema: SchemaMigrations,
): Promise<string | undefined> {
  return withLock(url, () =>
    withSchema(url, schema, async (dataSource) => {
      const [newest] = (await executed(dataSource)).slice(-1);
      if (newest !== undefined) await dataSource.undoLastMigration({ transaction: 'each' });
      return newest;
    }),
  );
}

/** Tells what each schema has had done and what is still to do. */
export async function migrationStatus(
  url: string,
  schemas: readonly SchemaMigrations[],
): Promise<MigrationStatus[]> {
  const statuses: MigrationStatus[] = [];
  for (const schema of schemas) {
    await withSchema(url, schema, async (dataSource) => {
      const done = await executed(dataSource);
      const known = dataSource.migrations.map((migration) => nameOf(migration));
      const pending = known.filter((name) => !done.includes(name));
      statuses.push({ schema: schema.schema, done, pending });
    });
  }
  return statuses;
}

function nameOf(migration: MigrationInterface): string {
  return migration.name ?? migration.constructor.name;
}

async function executed(dataSource: DataSource): Promise<string[]> {
  const [{ present } = { present: false }] = await dataSource.query<{ present: boolean }[]>(
    `SELECT to_regclass('migration') IS NOT NULL AS present`,
  );
  if (!present) return [];
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id');
  return rows.map((row) => row.name);
}

async function withSchema<T>(
  url: string,
  { schema, migrations }: SchemaMigrations,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    schema,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    installExtensions: false,
    // What a migration makes belongs to the owner, never to the role that runs the agent.
    extra: { options: `-c search_path=${schema},public -c role=${OWNER_ROLE}` },
  });
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function withLock<T>(url: string, work: (connection: DataSource) => Promise<T>): Promise<T> {
  const connection = new DataSource({
    type: 'postgres',
    url,
    poolSize: 1,
    installExtensions: false,
  });
  await connection.initialize();
  try {
    await connection.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    return await work(connection);
  } finally {
    await connection.destroy();
  }
}

async function createRole(connection: DataSource, role: string, attributes: string): Promise<void> {
  const [found] = await connection.query<object[]>('SELECT 1 FROM pg_roles WHERE rolname = $1', [
    role,
  ]);
  if (!found) await connection.query(`CREATE ROLE "${role}" ${attributes}`);
}

async function setPassword(connection: DataSource, role: string, password: string): Promise<void> {
  // Roles take no parameters; the server itself quotes what it is given.
  const [{ statement } = { statement: '' }] = await connection.query<{ statement: string }[]>(
    `SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text) AS statement`,
    [role, password],
  );
  await connection.query(statement);
}

async function enableTimescale(connection: DataSource): Promise<void> {
  const [offered] = await connection.query<object[]>(
    `SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb'`,
  );
  if (offered) await connection.query('CREATE EXTENSION IF NOT EXISTS timescaledb');
}
