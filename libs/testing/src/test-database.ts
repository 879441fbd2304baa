import { randomUUID } from 'node:crypto';
import { migrateUp, prepareDatabase, type SchemaMigrations } from '@libs/database';
import { DataSource, type QueryRunner } from 'typeorm';

const TEMPLATE = 'millwright_template';
const LOCK_KEY = 7_237_002;

/** The password of every agent's role in a test. */
export const ROLE_PASSWORD = 'test';

/** A database of one test file's own, with every schema up to date. */
export interface TestDatabase {
  /** As superuser, to look behind the scenes. */
  readonly admin: DataSource;
  readonly adminUrl: string;
  urlFor(agent: string): string;
  drop(): Promise<void>;
}

function serverUrl(): string {
  const url = process.env['TEST_POSTGRES_URL'];
  if (!url) throw new Error('TEST_POSTGRES_URL is not set: run by jest, project int or e2e.');
  return url;
}

function withDatabase(database: string, user?: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  if (user) {
    url.username = user;
    url.password = ROLE_PASSWORD;
  }
  return url.toString();
}

/** One connection throughout: a pool would close it while it is idle, and its locks with it. */
async function connected<T>(url: string, work: (server: QueryRunner) => Promise<T>): Promise<T> {
  const source = new DataSource({ type: 'postgres', url, poolSize: 1, installExtensions: false });
  await source.initialize();
  const server = source.createQueryRunner();
  try {
    return await work(server);
  } finally {
    await server.release();
    await source.destroy();
  }
}

/** Since version 15 each page goes through the log as well, which takes four times as long. */
async function copying(server: QueryRunner): Promise<string> {
  const [version] = (await server.query(
    "SELECT current_setting('server_version_num')::int >= 150000 AS logs",
  )) as { logs: boolean }[];
  return version?.logs ? 'STRATEGY FILE_COPY' : '';
}

/** Migrating once and copying is faster than migrating for each file. */
async function createFromTemplate(
  name: string,
  schemas: readonly SchemaMigrations[],
): Promise<void> {
  await connected(serverUrl(), async (server) => {
    await server.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    const made = (await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      TEMPLATE,
    ])) as object[];
    if (made.length === 0) {
      // Left behind by a worker that was killed while making it.
      await server.query(`DROP DATABASE IF EXISTS ${TEMPLATE}_making WITH (FORCE)`);
      await server.query(`CREATE DATABASE ${TEMPLATE}_making`);
      const names = schemas.map(({ schema }) => schema);
      const passwords = Object.fromEntries(names.map((each) => [each, ROLE_PASSWORD]));
      await prepareDatabase(withDatabase(`${TEMPLATE}_making`), names, passwords);
      await migrateUp(withDatabase(`${TEMPLATE}_making`), schemas);
      await server.query(`ALTER DATABASE ${TEMPLATE}_making RENAME TO ${TEMPLATE}`);
    }
    await server.query(`CREATE DATABASE "${name}" TEMPLATE ${TEMPLATE} ${await copying(server)}`);
    // A copy does not carry the rights on the database itself.
    for (const { schema } of schemas) {
      await server.query(`GRANT CONNECT ON DATABASE "${name}" TO "${schema}"`);
    }
  });
}

/** A database with nothing in it, to migrate. */
export interface EmptyDatabase {
  readonly url: string;
  readonly admin: DataSource;
  drop(): Promise<void>;
}

/** Makes a database with nothing in it. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const name = newName();
  await connected(serverUrl(), (server) => server.query(`CREATE DATABASE "${name}"`));
  return opened(name);
}

/** Makes a database for one test file. */
export async function createDatabase(schemas: readonly SchemaMigrations[]): Promise<TestDatabase> {
  const name = newName();
  await createFromTemplate(name, schemas);
  const database = await opened(name);
  return { ...database, adminUrl: database.url, urlFor: (agent) => withDatabase(name, agent) };
}

function newName(): string {
  return `test_${randomUUID().replaceAll('-', '')}`;
}

async function opened(name: string): Promise<EmptyDatabase> {
  const url = withDatabase(name);
  const admin = new DataSource({ type: 'postgres', url, poolSize: 4, installExtensions: false });
  await admin.initialize();
  return {
    url,
    admin,
    drop: async () => {
      await admin.destroy();
      await connected(serverUrl(), (server) =>
        server.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
      );
    },
  };
}
