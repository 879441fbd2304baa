import { ListReadings, RegisterEquipment, RegisterSensor, type FieldsOf } from '@libs/contracts';
import { dataSourceFor, UnitOfWork } from '@libs/database';
import { ask, eventually, TestGateway, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { AcquisitionModule } from '../../apps/acquisition/src/acquisition.module.js';
import { ReadingRepository } from '../../apps/acquisition/src/persistence/reading.repository.js';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';

const READINGS = 100_000;
const CODE = 'P-1.vibration';

describe('readings by time', () => {
  let plant: TestPlant;
  let api: NatsConnection;
  let line: TestGateway;
  let sensorId = '';

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    await plant.startAgent('acquisition', AcquisitionModule);
    api = await plant.connect('gateway');
    line = new TestGateway(await plant.connectDevices(), plant.tenantId, 'line-1');
    const pump = { code: 'P-1', name: 'Pump', class: 'pump' };
    const { id: equipmentId } = await ask(api, RegisterEquipment, pump, plant.caller());
    const sensor = { equipmentId, code: CODE, key: 'vibration', unit: 'mm/s' };
    sensorId = (await ask(api, RegisterSensor, sensor, plant.caller())).id;
  }, 120_000);

  afterAll(() => plant.stop());

  const list = (asked: Omit<FieldsOf<ListReadings>, 'sensorId'>) =>
    ask(api, ListReadings, { sensorId, ...asked }, plant.caller());
  const partitions = (): Promise<string[]> =>
    plant.database.admin
      .query<{ name: string }[]>(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits
         WHERE inhparent = 'acquisition.reading'::regclass ORDER BY 1`,
      )
      .then((rows) => rows.map(({ name }) => name));
  /** How Postgres goes about the statements of a list, as the agent's own role. */
  const plansOf = async (asked: FieldsOf<ListReadings>): Promise<string> => {
    const config = { databaseUrl: plant.database.urlFor('acquisition'), databasePoolSize: 1 };
    const source = dataSourceFor('acquisition', [], {
      ...config,
      databaseStatementTimeoutMs: 5_000,
    });
    await source.initialize();
    const plans: string[] = [];
    await new UnitOfWork(source).run(plant.tenantId, (tx) => {
      const query = async <Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> => {
        const lines = await tx.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, parameters);
        plans.push(...lines.map((line) => line['QUERY PLAN']));
        return tx.query<Row>(sql, parameters);
      };
      return new ReadingRepository().list(Object.assign(new ListReadings(), asked), {
        ...tx,
        query,
      });
    });
    await source.destroy();
    return plans.join('\n');
  };

  it('TEL-07: makes the partition that a reading of another month needs by itself', async () => {
    const months = ['2023-07', '2024-02', '2026-03'];
    const children = months.map((month) => `acquisition.reading_${month.replace('-', '_')}`);
    expect((await partitions()).filter((name) => children.includes(name))).toEqual([]);
    await line.send(
      months.map((month) => ({ sensor: CODE, at: `${month}-10T12:00:00Z`, value: 1 })),
    );
    await eventually('the readings', async () => (await list({})).items.length === months.length);
    expect(await partitions()).toEqual(expect.arrayContaining(children));
    const rows = await plant.database.admin.query<{ child: string }[]>(
      `SELECT tableoid::regclass::text AS child FROM acquisition.reading
       WHERE sensor_id = $1 ORDER BY measured_at`,
      [sensorId],
    );
    expect(rows.map(({ child }) => child)).toEqual(children);
  });

  describe(`of which there are ${READINGS}`, () => {
    beforeAll(async () => {
      const { admin } = plant.database;
      await admin.query(
        `SELECT acquisition.ensure_reading_partition(month::date)
         FROM generate_series(date '2026-04-01', '2026-06-01', interval '1 month') AS month`,
      );
      await admin.query(
        `INSERT INTO acquisition.reading (tenant_id, sensor_id, measured_at, value, quality)
         SELECT $1, $2, timestamptz '2026-04-01T00:00:00Z' + n * interval '1 minute', n % 100, 'good'
         FROM generate_series(0, ${READINGS - 1}) n`,
        [plant.tenantId, sensorId],
      );
      await admin.query('VACUUM ANALYZE acquisition.reading');
    }, 120_000);

    it('TEL-11: looks into the month of the range alone, by its index', async () => {
      const may = { from: '2026-05-05T00:00:00Z', to: '2026-05-06T00:00:00Z' };
      const plans = await plansOf({ sensorId, ...may, pageSize: 1000 });
      expect(plans).toContain('Index Scan Backward using reading_2026_05_pkey');
      expect(
        plans.match(/reading_\d{4}_\d\d(?=_pkey| )/g)?.filter((name) => name !== 'reading_2026_05'),
      ).toEqual([]);
      expect(plans).not.toMatch(/Seq Scan|Sort/);
      const { items, nextCursor } = await list({ ...may, order: 'oldest', pageSize: 1000 });
      expect(items[0]?.measuredAt).toBe('2026-05-05T00:00:00.000Z');
      expect(items.at(-1)?.measuredAt).toBe('2026-05-05T16:39:00.000Z');
      const cursor = nextCursor ?? '';
      const rest = await list({ ...may, order: 'oldest', pageSize: 1000, cursor });
      expect(rest).toMatchObject({ nextCursor: null, items: { length: 440 } });
    });

    it('TEL-11: walks all of them from month to month, each once', async () => {
      const range = { from: '2026-04-01T00:00:00Z', to: '2026-07-01T00:00:00Z' };
      const told = new Set<string>();
      let count = 0;
      for (let cursor: string | null = ''; cursor !== null;) {
        const part: Awaited<ReturnType<typeof list>> = await list({
          ...range,
          cursor,
          pageSize: 1000,
        });
        part.items.forEach(({ measuredAt }) => told.add(measuredAt));
        count += part.items.length;
        cursor = part.nextCursor;
      }
      expect([count, told.size]).toEqual([READINGS, READINGS]);
    }, 120_000);

    it('refuses a range that ends before it begins', async () => {
      const asked = list({ from: '2026-05-05T00:00:00Z', to: '2026-05-04T00:00:00Z' });
      await expect(asked).rejects.toMatchObject({
        problem: { status: 422, errors: [{ field: 'to' }] },
      });
    });
  });
});
