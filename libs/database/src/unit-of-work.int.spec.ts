import { createDatabase, eventually, type TestDatabase } from '@libs/testing';
import { schemas } from '@migrations';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { dataSourceFor } from './data-source.js';
import { UnitOfWork } from './unit-of-work.js';

describe('one transaction', () => {
  let database: TestDatabase;
  let source: DataSource;
  let unitOfWork: UnitOfWork;
  const tenant = uuidv7();

  beforeAll(async () => {
    database = await createDatabase(schemas);
    await database.admin.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = serializable',
         current_database()); END $$`,
    );
    source = await dataSourceFor('detection', [], {
      databaseUrl: database.urlFor('detection'),
      databasePoolSize: 4,
      databaseStatementTimeoutMs: 100,
    }).initialize();
    unitOfWork = new UnitOfWork(source);
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const add = (key: string): string =>
    `INSERT INTO sensor VALUES ('${tenant}', '${uuidv7()}', '${uuidv7()}', '${key}', 'unit')`;
  const keys = async (): Promise<string[]> =>
    (await database.admin.query<{ key: string }[]>('SELECT key FROM detection.sensor')).map(
      (row) => row.key,
    );

  it('WOM-10: keeps everything, or nothing when the work fails', async () => {
    await unitOfWork.run(tenant, async (tx) => {
      await tx.query(add('first'));
      await tx.query(add('second'));
    });
    const failing = unitOfWork.run(tenant, async (tx) => {
      await tx.query(add('third'));
      throw new Error('thought better of it');
    });
    await expect(failing).rejects.toThrow('thought better of it');
    expect(await keys()).toEqual(['first', 'second']);
  });

  it('is done again when Postgres finds that it cannot stand beside another', async () => {
    let attempts = 0;
    await unitOfWork.run(tenant, async (tx) => {
      attempts += 1;
      const [row] = await tx.query<{ count: number }>('SELECT count(*)::int AS count FROM sensor');
      if (attempts === 1) {
        await unitOfWork.run(tenant, async (other) => {
          await other.query('SELECT count(*) FROM sensor');
          await other.query(add('between'));
        });
      }
      await tx.query(add(`counted ${row?.count ?? ''}`));
    });
    expect(attempts).toBe(2);
    expect(await keys()).toEqual(expect.arrayContaining(['between', 'counted 3']));
    expect(await keys()).not.toContain('counted 2');
  });

  it('gives up when that goes on', async () => {
    let attempts = 0;
    const hopeless = unitOfWork.run(tenant, (tx) => {
      attempts += 1;
      return tx.query(`DO $$ BEGIN RAISE SQLSTATE '40001'; END $$`);
    });
    await expect(hopeless).rejects.toMatchObject({ driverError: { code: '40001' } });
    expect(attempts).toBe(5);
  });

  it('OPS-07: goes on with a new connection when the old one was cut', async () => {
    const cut = unitOfWork.run(tenant, async (tx) => {
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.admin.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      await tx.query(add('cut'));
    });
    await expect(cut).rejects.toThrow();
    await unitOfWork.run(tenant, (tx) => tx.query(add('after the cut')));
    expect(await keys()).toContain('after the cut');
    expect(await keys()).not.toContain('cut');
  });

  it('never goes on in a connection whose rollback did not come through', async () => {
    let pid = 0;
    const stuck = unitOfWork.run(tenant, async (tx) => {
      await tx.query(add('left behind'));
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      pid = row?.pid ?? 0;
      process.kill(pid, 'SIGSTOP');
      await tx.query('SELECT 1');
    });
    await expect(stuck).rejects.toThrow(/timeout/i);
    process.kill(pid, 'SIGCONT');
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => unitOfWork.run(tenant, (tx) => tx.query(add(`n${n}`)))),
    );
    await eventually('the stuck connection to be gone', async () => {
      const rows = await database.admin.query<object[]>(
        'SELECT 1 FROM pg_stat_activity WHERE pid = $1',
        [pid],
      );
      return rows.length === 0;
    });
    expect(await keys()).toContain('n7');
    expect(await keys()).not.toContain('left behind');
  });
});
