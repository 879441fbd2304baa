import { createDatabase, type TestDatabase } from '@libs/testing';
import { schemas } from '@migrations';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { dataSourceFor } from './data-source.js';
import { sqlState } from './sql-state.js';
import { UnitOfWork } from './unit-of-work.js';

/** Tables without a tenant, and why. */
const NOBODYS: Readonly<Record<string, string>> = {
  lease: 'which replica leads',
  relay_mark: 'how far a stream had come when it was last looked at',
  partition_member: 'which replicas read a log',
  partition_position: 'how far a log was read',
  readings_log: 'the places of the readings log, over all tenants',
  migration: 'what was done to the schema',
};
/** Keys that do not begin with the tenant, and why. */
const OTHER_KEYS: Readonly<Record<string, string>> = {
  'assets.equipment_tag_pkey': 'a QR tag must be of one tenant only',
  'gateway.tenant_code_key': 'a tenant is found by its code before anybody is known',
};
const NAMES = schemas.map(({ schema }) => schema);

describe('SEC-05: tenants in one database', () => {
  let database: TestDatabase;
  let source: DataSource;
  let unitOfWork: UnitOfWork;
  const [mine, theirs] = [uuidv7(), uuidv7()];
  const refused = { code: '42501' };

  beforeAll(async () => {
    database = await createDatabase(schemas);
    const config = { databaseUrl: database.urlFor('detection'), databasePoolSize: 4 };
    source = await dataSourceFor('detection', [], {
      ...config,
      databaseStatementTimeoutMs: 5_000,
    }).initialize();
    unitOfWork = new UnitOfWork(source);
    for (const tenant of [mine, theirs]) await addSensor(tenant, tenant);
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const addSensor = (tenant: string, rowTenant: string, id = uuidv7()): Promise<unknown> =>
    unitOfWork.run(tenant, (tx) =>
      tx.query(`INSERT INTO sensor VALUES ($1, $2, $3, 'key', 'unit')`, [rowTenant, id, uuidv7()]),
    );
  const tenantsSeen = async (tenant: string): Promise<string[]> =>
    (
      await unitOfWork.run(tenant, (tx) =>
        tx.query<{ tenant_id: string }>('SELECT tenant_id FROM sensor'),
      )
    ).map((row) => row.tenant_id);

  it('see their own rows only', async () => {
    expect(await tenantsSeen(mine)).toEqual([mine]);
    expect(await tenantsSeen(theirs)).toEqual([theirs]);
    expect(await tenantsSeen(uuidv7())).toEqual([]);
  });

  it('cannot write, change or take away rows of another', async () => {
    await expect(addSensor(mine, theirs)).rejects.toMatchObject({ driverError: refused });
    const changed = await unitOfWork.run(mine, (tx) =>
      tx.query(`UPDATE sensor SET key = 'stolen' WHERE tenant_id = $1 RETURNING 1`, [theirs]),
    );
    expect(changed).toEqual([]);
    const moving = unitOfWork.run(mine, (tx) =>
      tx.query('UPDATE sensor SET tenant_id = $1', [theirs]),
    );
    await expect(moving).rejects.toMatchObject({ driverError: refused });
    expect(await tenantsSeen(theirs)).toEqual([theirs]);
  });

  it('are all hidden where no tenant is set', async () => {
    expect(await source.query('SELECT * FROM detection.sensor')).toEqual([]);
    const seen = await unitOfWork.system((tx) => tx.query('SELECT * FROM sensor'));
    expect(seen).toEqual([]);
    await expect(
      source.query(`INSERT INTO detection.sensor VALUES ($1, $2, $2, 'k', 'u')`, [mine, uuidv7()]),
    ).rejects.toMatchObject({ driverError: refused });
  });

  it('are not remembered by the connection that the next transaction gets', async () => {
    await Promise.all(Array.from({ length: 8 }, () => tenantsSeen(mine)));
    const failing = unitOfWork.run(mine, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    for (let turn = 0; turn < 8; turn += 1) {
      const [row] = await source.query<{ tenant: string | null; scope: string | null }[]>(
        `SELECT current_setting('app.tenant', true) AS tenant,
                current_setting('app.scope', true) AS scope`,
      );
      expect(row?.tenant ?? '').toBe('');
      expect(row?.scope ?? '').toBe('');
    }
  });

  it('are entered one after the other within a transaction of the agent itself', async () => {
    const seen = await unitOfWork.system(async (system) => {
      const result: unknown[] = [];
      for (const tenant of [mine, theirs]) {
        const tx = await system.within(tenant);
        result.push(await tx.query('SELECT tenant_id FROM sensor'));
      }
      return result;
    });
    expect(seen).toEqual([[{ tenant_id: mine }], [{ tenant_id: theirs }]]);
  });

  it.each(NAMES.filter((name) => name !== 'detection'))(
    'lie beyond reach of another agent: %s',
    async (schema) => {
      await expect(source.query(`SELECT * FROM ${schema}.outbox`)).rejects.toMatchObject({
        driverError: refused,
      });
      await expect(source.query(`SET ROLE ${schema}`)).rejects.toMatchObject({
        driverError: refused,
      });
    },
  );

  it('cannot have their walls taken down by an agent', async () => {
    for (const sql of [
      'ALTER TABLE detection.sensor DISABLE ROW LEVEL SECURITY',
      'DROP POLICY sensor_tenant ON detection.sensor',
      'CREATE TABLE detection.mine (id int)',
      'SET ROLE millwright_owner',
    ]) {
      const state = await source.query(sql).then(
        () => undefined,
        (error: unknown) => sqlState(error),
      );
      expect([sql, state]).toEqual([sql, '42501']);
    }
  });

  describe('by the catalogue', () => {
    interface Table {
      schema: string;
      name: string;
      forced: boolean;
      policies: number;
      partition: boolean;
    }
    let tables: Table[];

    beforeAll(async () => {
      tables = await database.admin.query<Table[]>(
        `SELECT n.nspname AS schema, c.relname AS name, c.relispartition AS partition,
                c.relrowsecurity AND c.relforcerowsecurity AS forced,
                (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') ORDER BY 1, 2`,
        [NAMES],
      );
    });

    it('have walls that hold for owners too, around every table but nobody’s', () => {
      const open = tables.filter((table) => !table.forced || table.policies === 0);
      const reasons = Object.keys(NOBODYS);
      expect(open.filter((table) => !reasons.includes(table.name))).toEqual([]);
      expect(reasons.filter((name) => !open.some((table) => table.name === name))).toEqual([]);
    });

    it('lead every key of their tables', async () => {
      const keys = await database.admin.query<{ table: string; key: string; first: string }[]>(
        `SELECT n.nspname || '.' || c.relname AS table,
                n.nspname || '.' || k.relname AS key, a.attname AS first
         FROM pg_index i
         JOIN pg_class c ON c.oid = i.indrelid
         JOIN pg_class k ON k.oid = i.indexrelid
         JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
         WHERE n.nspname = ANY($1) AND i.indisunique AND c.relname <> ALL($2)`,
        [NAMES, Object.keys(NOBODYS)],
      );
      expect(keys.length).toBeGreaterThan(NAMES.length);
      const others = keys.filter((key) => key.first !== 'tenant_id').map((each) => each.key);
      expect(others.sort()).toEqual(Object.keys(OTHER_KEYS).sort());
      const keyed = new Set(keys.map((key) => key.table));
      const keyless = tables.filter(
        ({ schema, name }) => !(name in NOBODYS) && !keyed.has(`${schema}.${name}`),
      );
      expect(keyless).toEqual([]);
    });
  });
});
