import { createEmptyDatabase, type EmptyDatabase } from '@libs/testing';
import { schemas } from '@migrations';
import {
  migrateDown,
  migrateUp,
  migrationStatus,
  OWNER_ROLE,
  prepareDatabase,
} from './migration-runner.js';

const NAMES = schemas.map(({ schema }) => schema);
const ALL = schemas.flatMap(({ migrations }) => migrations).length;

describe('OPS-01: migrating', () => {
  let database: EmptyDatabase;

  beforeEach(async () => {
    database = await createEmptyDatabase();
    await prepareDatabase(database.url, NAMES, {});
  });

  afterEach(() => database.drop());

  /** Every table, column, index and policy, as the catalogue describes them. */
  const shape = (): Promise<object[]> =>
    database.admin.query(
      `SELECT table_schema, table_name, column_name, data_type, is_nullable
       FROM information_schema.columns WHERE table_schema = ANY($1)
       UNION ALL SELECT schemaname, tablename, indexname, indexdef, ''
       FROM pg_indexes WHERE schemaname = ANY($1)
       UNION ALL SELECT schemaname, tablename, policyname, qual, with_check
       FROM pg_policies WHERE schemaname = ANY($1)
       ORDER BY 1, 2, 3, 4`,
      [NAMES],
    );
  const rows = (sql: string): Promise<object[]> => database.admin.query<object[]>(sql);

  it('does everything once, and nothing the second time', async () => {
    expect(await migrateUp(database.url, schemas)).toHaveLength(ALL);
    const once = await shape();
    await prepareDatabase(database.url, NAMES, {});
    expect(await migrateUp(database.url, schemas)).toEqual([]);
    expect(await shape()).toEqual(once);
  });

  it('can run from two places at once', async () => {
    const ran = await Promise.all([
      migrateUp(database.url, schemas),
      migrateUp(database.url, schemas),
    ]);
    expect(ran.flat()).toHaveLength(ALL);
    expect(new Set(ran.flat()).size).toBe(ALL);
  });

  it('can prepare from two places at once', async () => {
    await expect(
      Promise.all([
        prepareDatabase(database.url, NAMES, {}),
        prepareDatabase(database.url, NAMES, {}),
      ]),
    ).resolves.toHaveLength(2);
  });

  it('goes down to nothing and up again to the same', async () => {
    await migrateUp(database.url, schemas);
    const before = await shape();
    for (const schema of schemas) {
      for (const Each of [...schema.migrations].reverse()) {
        expect(await migrateDown(database.url, schema)).toBe(new Each().name);
      }
      expect(await migrateDown(database.url, schema)).toBeUndefined();
    }
    const left = await rows(
      `SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname IN (${NAMES.map((name) => `'${name}'`).join()}) AND c.relkind IN ('r', 'p', 'v')
         AND relname <> 'migration'`,
    );
    expect(left).toEqual([]);
    expect(await migrateUp(database.url, schemas)).toHaveLength(ALL);
    expect(await shape()).toEqual(before);
  });

  it('tells what is done and what is still to do', async () => {
    const [first] = schemas;
    if (!first) throw new Error('no schema');
    const names = first.migrations.map((Each) => new Each().name);
    expect(await migrationStatus(database.url, [first])).toEqual([
      { schema: first.schema, done: [], pending: names },
    ]);
    await migrateUp(database.url, [first]);
    await migrateDown(database.url, first);
    expect(await migrationStatus(database.url, [first])).toEqual([
      { schema: first.schema, done: names.slice(0, -1), pending: names.slice(-1) },
    ]);
  });

  it('leaves nothing to the roles that agents run as', async () => {
    await migrateUp(database.url, schemas);
    const owned = await rows(
      `SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname IN (${NAMES.map((name) => `'${name}'`).join()})
         AND pg_get_userbyid(c.relowner) <> '${OWNER_ROLE}'`,
    );
    expect(owned).toEqual([]);
    const strong = await rows(
      `SELECT rolname FROM pg_roles WHERE rolname IN (${NAMES.map((name) => `'${name}'`).join()})
         AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole)`,
    );
    expect(strong).toEqual([]);
  });
});
