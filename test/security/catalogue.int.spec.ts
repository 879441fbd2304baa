import { createDatabase, report, type TestDatabase } from '@libs/testing';
import { schemas } from '@migrations';
import { DataSource } from 'typeorm';

/** Tables about the agents themselves: no row of them belongs to a tenant. */
const OF_NO_TENANT = [
  ...['lease', 'relay_mark', 'partition_member', 'partition_position'],
  ...['migration', 'readings_log'],
];

/** Works with the rights of the owner, and takes nothing but a month. */
const OF_THE_OWNER = ['ensure_reading_partition'];

/** Keys that must be found before the tenant is known, and why. */
const BEFORE_THE_TENANT: Readonly<Record<string, string>> = {
  tenant_code_key: 'a login names its tenant by this code',
  equipment_tag_pkey: 'a QR tag must be of one tenant only',
};

const names = schemas.map(({ schema }) => schema);

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly secured: boolean;
  readonly forced: boolean;
  readonly tenantColumn: string | null;
}

describe('the catalogue of the database', () => {
  let database: TestDatabase;
  let tables: readonly Table[];

  beforeAll(async () => {
    database = await createDatabase(schemas);
    await database.admin.query(`SELECT acquisition.ensure_reading_partition('2026-11-21')`);
    const all: Table[] = await database.admin.query(
      `SELECT n.nspname AS schema, c.relname AS name, pg_get_userbyid(c.relowner) AS owner,
         c.relrowsecurity AS secured, c.relforcerowsecurity AS forced,
         (SELECT format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN '' ELSE '?' END
          FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
         ) AS "tenantColumn"
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY ($1) ORDER BY 1, 2`,
      [names],
    );
    tables = all.filter(({ name }) => !OF_NO_TENANT.includes(name));
  });

  afterAll(() => database.drop());

  it('gives every table a tenant, and closes it to every other', () => {
    expect(tables.length).toBeGreaterThan(names.length * 4);
    const open = tables.filter(
      ({ tenantColumn, secured, forced }) => tenantColumn !== 'uuid' || !secured || !forced,
    );
    expect(open).toEqual([]);
    report('catalogue', { tables: tables.length, open: open.length });
  });

  it('begins every key and every reference with the tenant', async () => {
    const keys: { table: string; name: string; first: string }[] = await database.admin.query(
      `SELECT n.nspname || '.' || c.relname AS table, i.relname AS name,
         pg_get_indexdef(i.oid, 1, true) AS first
       FROM pg_index x
       JOIN pg_class i ON i.oid = x.indexrelid
       JOIN pg_class c ON c.oid = x.indrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE x.indisunique AND n.nspname = ANY ($1) AND NOT c.relname = ANY ($2)
       UNION ALL
       SELECT k.conrelid::regclass::text, k.conname, a.attname
       FROM pg_constraint k
       JOIN pg_class c ON c.oid = k.conrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
       WHERE k.contype = 'f' AND n.nspname = ANY ($1)`,
      [names, OF_NO_TENANT],
    );
    expect(keys.length).toBeGreaterThan(tables.length);
    const others = keys.filter(
      ({ name, first }) => first !== 'tenant_id' && !(name in BEFORE_THE_TENANT),
    );
    expect(others).toEqual([]);
  });

  it('lets the tenant of a policy be empty, which opens nothing', async () => {
    const policies: { name: string; using: string; check: string | null }[] =
      await database.admin.query(
        `SELECT schemaname || '.' || tablename || '.' || policyname AS name, qual AS using,
           with_check AS check
         FROM pg_policies WHERE schemaname = ANY ($1)`,
        [names],
      );
    const nullSafe =
      /tenant_id = \(?NULLIF\(current_setting\('app\.tenant'::text, true\), ''::text\)\)?::uuid/;
    const ofSystem = /current_setting\('app\.scope'::text, true\) = 'system'::text/;
    const wrong = policies.filter(
      ({ using, check }) =>
        ![nullSafe, ofSystem].some((known) => known.test(using) && known.test(check ?? using)),
    );
    expect(policies.length).toBeGreaterThanOrEqual(tables.length);
    expect(wrong).toEqual([]);
  });

  it('makes no role owner of anything, or able to step around the policies', async () => {
    expect(tables.filter(({ owner }) => names.includes(owner))).toEqual([]);
    const strong = await database.admin.query<object[]>(
      `SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)
         AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`,
      [names],
    );
    expect(strong).toEqual([]);
    const memberships = await database.admin.query<object[]>(
      `SELECT pg_get_userbyid(member) AS member, pg_get_userbyid(roleid) AS of
       FROM pg_auth_members WHERE pg_get_userbyid(member) = ANY ($1)`,
      [names],
    );
    expect(memberships).toEqual([]);
  });

  it('has no view or function that works with the rights of its owner', async () => {
    const views = await database.admin.query<object[]>(
      `SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('v', 'm') AND n.nspname = ANY ($1)
         AND NOT coalesce(c.reloptions::text ~ 'security_invoker=(true|on)', false)`,
      [names],
    );
    const functions = await database.admin.query<object[]>(
      `SELECT n.nspname, p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE p.prosecdef AND n.nspname = ANY ($1)
         AND NOT (p.proname = ANY ($2) AND p.proconfig::text ~ 'search_path=')`,
      [names, OF_THE_OWNER],
    );
    expect([...views, ...functions]).toEqual([]);
  });

  it('opens to each role its own schema only', async () => {
    const foreign = await database.admin.query<object[]>(
      `SELECT r.rolname AS role, n.nspname AS schema
       FROM pg_roles r CROSS JOIN pg_namespace n
       WHERE r.rolname = ANY ($1) AND n.nspname = ANY ($1) AND r.rolname <> n.nspname
         AND has_schema_privilege(r.rolname, n.oid, 'USAGE, CREATE')`,
      [names],
    );
    const creating = await database.admin.query<object[]>(
      `SELECT r.rolname AS role, n.nspname AS schema
       FROM pg_roles r CROSS JOIN pg_namespace n
       WHERE r.rolname = ANY ($1) AND n.nspname !~ '^pg_temp'
         AND has_schema_privilege(r.rolname, n.oid, 'CREATE')`,
      [names],
    );
    expect([...foreign, ...creating]).toEqual([]);
  });

  it('shows an agent no row outside a transaction that names its tenant', async () => {
    const tenant = '0f4c0000-0000-7000-8000-000000000001';
    const source = new DataSource({
      type: 'postgres',
      url: database.urlFor('assets'),
      poolSize: 1,
      installExtensions: false,
    });
    await source.initialize();
    const insert = `INSERT INTO assets.inbox (tenant_id, consumer, event_id)
      VALUES ('${tenant}', 'test', gen_random_uuid())`;
    const count = async (): Promise<number> => {
      const [row] = await source.query<{ count: number }[]>(
        'SELECT count(*)::int AS count FROM assets.inbox',
      );
      return row?.count ?? -1;
    };
    try {
      await source.transaction(async (tx) => {
        await tx.query(`SELECT set_config('app.tenant', $1, true)`, [tenant]);
        await tx.query(insert);
      });
      // The pool's one connection carried the tenant a moment ago.
      expect(await count()).toBe(0);
      await expect(source.query(insert)).rejects.toThrow(/row-level security/);
    } finally {
      await source.destroy();
    }
  });
});
