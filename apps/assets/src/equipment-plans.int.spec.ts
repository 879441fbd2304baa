import { CountEquipment, ListEquipment, type FieldsOf } from '@libs/contracts';
import { ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { AssetsModule } from './assets.module.js';

const ROWS = 100_000;

describe('REG-22 REG-27 lists of 100 000 pieces of equipment', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    gateway = await plant.connect('gateway');
    const { admin } = plant.database;
    await admin.query(
      `INSERT INTO assets.location (tenant_id, id, kind, name, path, depth, latitude, longitude)
       SELECT $1, id, 'site', 'Site ' || n, id || '/', 1, n / 10.0, n / 5.0
       FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, 500) n) s`,
      [plant.tenantId],
    );
    await admin.query(
      `INSERT INTO assets.equipment
         (tenant_id, id, number, code, name, class, criticality, fleet_status, machine_status,
          location_id, latitude, longitude, search_text, created_at)
       SELECT $1, gen_random_uuid(), n, 'EQ-' || n, 'Machine ' || md5(n::text),
              (ARRAY['pump', 'fan', 'drone', 'press', 'lathe'])[n % 5 + 1],
              (ARRAY['A', 'B', 'C', 'D'])[n % 4 + 1],
              (ARRAY['operational', 'maintenance', 'inactive', 'repair'])[n % 4 + 1],
              (ARRAY['Running', 'Idle'])[n % 2 + 1],
              l.id, (n % 900) / 10.0, (n % 1790) / 10.0,
              lower('EQ-' || n || ' Machine ' || md5(n::text)),
              now() - n * interval '1 second'
       FROM generate_series(1, ${ROWS}) n
       JOIN (SELECT id, row_number() OVER () AS k FROM assets.location) l ON l.k = n % 500 + 1`,
      [plant.tenantId],
    );
    await admin.query('VACUUM ANALYZE assets.location');
    // A snapshot that is older than the rows keeps them from being seen as visible to all.
    await eventually('a vacuumed table', async () => {
      await admin.query('VACUUM ANALYZE assets.equipment');
      const [row] = await admin.query<{ visible: boolean }[]>(
        `SELECT relallvisible > 0 AS visible FROM pg_class
         WHERE oid = 'assets.equipment'::regclass`,
      );
      return row?.visible;
    });
  }, 120_000);

  afterAll(() => plant.stop());

  const scans = async (): Promise<{ sequential: number; byIndex: number }> => {
    const [row] = await plant.database.admin.query<{ sequential: string; byIndex: string }[]>(
      `SELECT seq_scan AS sequential, idx_scan AS "byIndex"
       FROM pg_stat_user_tables WHERE schemaname = 'assets' AND relname = 'equipment'`,
    );
    return { sequential: Number(row?.sequential), byIndex: Number(row?.byIndex) };
  };
  const list = (asked: FieldsOf<ListEquipment>) =>
    ask(gateway, ListEquipment, asked, plant.caller());

  const questions: readonly FieldsOf<ListEquipment>[] = [
    {},
    { page: 4000 },
    { search: 'machine 1' },
    { search: 'no such thing' },
    { search: 'ff', class: 'pump', status: 'maintenance' },
    { code: 'EQ-77' },
    { number: 77 },
    { class: 'drone' },
    { status: 'repair' },
    { criticality: 'A', sort: '-number' },
    { bbox: '10,10,11,11' },
    { near: '10,10', radius: 20_000 },
  ];

  it('are answered by indexes alone', async () => {
    const before = await scans();
    for (const asked of questions) await list(asked);
    await ask(gateway, CountEquipment, {}, plant.caller());
    // The server tells its counters a second late.
    await eventually('the counters', async () => {
      return (await scans()).byIndex >= before.byIndex + questions.length;
    });
    expect((await scans()).sequential).toBe(before.sequential);
  });

  it('REG-22: a search counts all that it finds, page by page', async () => {
    const codes = async (page: number) => {
      const { items, totalCount } = await list({ search: 'machine', page, pageSize: 3 });
      return [totalCount, ...items.map(({ code }) => code)];
    };
    expect(await codes(1)).toEqual([ROWS, 'EQ-1', 'EQ-2', 'EQ-3']);
    expect(await codes(3334)).toEqual([ROWS, 'EQ-10000', 'EQ-10001', 'EQ-10002']);
    expect(await codes(33_334)).toEqual([ROWS, 'EQ-100000']);
    expect(await codes(33_335)).toEqual([ROWS]);
    expect(await list({ search: 'eq-9999', class: 'drone' })).toMatchObject({ totalCount: 2 });
  });
});
