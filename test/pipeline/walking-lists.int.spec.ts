import { eventually, TestPlant, type ApiAnswer, type ApiClient } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { startEveryAgent } from './every-agent.js';
import { TENANT } from './start-gateway.js';

const ROWS = 300;
const INSTANTS = 40;

type Item = Readonly<Record<string, string>>;

interface Part {
  readonly data: readonly Item[];
  readonly pagination: { readonly has_next: boolean; readonly next_cursor: string | null };
}

/** A list over REST and how rows of it are made; `n`, `at` and `id` differ between rows. */
interface List {
  readonly path: string;
  readonly table: string;
  readonly row: Readonly<Record<string, string>>;
}

const EQUIPMENT = '0f4c0000-0000-7000-8000-00000000000e';
const CASE = '0f4c0000-0000-7000-8000-00000000000c';

const equipment: List = {
  path: '/equipment?sort=createdAt',
  table: 'assets.equipment',
  row: {
    ...{ number: 'n', code: `'E-' || n`, name: `'Name ' || n % 7`, class: `'pump'` },
    ...{
      criticality: `(ARRAY['A', 'B', 'C', 'D'])[n % 4 + 1]`,
      created_at: 'at',
      updated_at: 'at',
    },
    ...{ latitude: 'n / 1e5', longitude: '0', search_text: `'e-' || n` },
  },
};

const lists: readonly List[] = [
  ...['createdAt', 'updatedAt', 'code', 'name', 'criticality', 'number'].flatMap((sort) =>
    [sort, `-${sort}`].map((each) => ({ ...equipment, path: `/equipment?sort=${each}` })),
  ),
  { ...equipment, path: '/equipment?near=0,0&radius=20000000' },
  { ...equipment, path: '/equipment?search=e-&class=pump' },
  {
    path: '/locations',
    table: 'assets.location',
    row: { kind: `'site'`, name: `'Site'`, path: `id || '/'`, depth: '1', created_at: 'at' },
  },
  {
    path: `/equipment/${EQUIPMENT}/sensors`,
    table: 'assets.sensor',
    row: {
      ...{ equipment_id: `'${EQUIPMENT}'`, code: `'S-' || n`, key: `'k' || n`, unit: `'Cel'` },
      ...{ kind: `'gauge'`, created_at: 'at' },
    },
  },
  {
    path: '/alarms',
    table: 'alarms.alarm',
    row: {
      ...{ equipment_id: `'${EQUIPMENT}'`, case_id: `'${CASE}'`, rule: `'rule'`, source_id: 'id' },
      ...{ active: 'false', acked: 'true', severity: `'high'`, count: '1', message: `'Hot'` },
      ...{ occurred_at: 'at', raised_at: 'at', cleared_at: 'at', correlation_id: 'id' },
    },
  },
  {
    path: '/cases?status=resolved',
    table: 'alarms.alarm_case',
    row: {
      ...{ equipment_id: `'${EQUIPMENT}'`, status: `'resolved'`, severity: `'high'` },
      ...{ title: `'Hot'`, correlation_id: 'id', opened_at: 'at' },
    },
  },
  {
    path: '/work-orders',
    table: 'maintenance.work_order',
    row: {
      ...{ number: `'WO-' || n`, equipment_id: `'${EQUIPMENT}'`, kind: `'preventive'` },
      ...{ status: `'closed'`, priority: `'high'`, title: `'Mend'`, description: `'It'` },
      ...{ correlation_id: 'id', created_at: 'at', reported_at: 'at' },
    },
  },
  {
    path: '/anomalies',
    table: 'detection.anomaly',
    row: {
      ...{ equipment_id: `'${EQUIPMENT}'`, sensor_id: 'id', sensor_key: `'k'`, measured_at: 'at' },
      ...{ value: '1', unit: `'Cel'`, score: '0.9', severity: `'alert'`, parts: `'{}'` },
      ...{ explanation: `'High'`, detector_version: `'1'`, correlation_id: 'id' },
    },
  },
];

describe('long lists walked by cursor', () => {
  let plant: TestPlant;
  let client: ApiClient;
  let count = 0;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    client = await startEveryAgent(plant);
    await add(equipment, [EQUIPMENT]);
    await plant.database.admin.query(
      `INSERT INTO alarms.alarm_case (tenant_id, id, equipment_id, status, severity, title,
         correlation_id, opened_at)
       VALUES ($1, $2, $3, 'false_positive', 'high', 'Hot', $2, now())`,
      [TENANT, CASE, EQUIPMENT],
    );
  }, 300_000);

  afterAll(() => plant.stop());

  /** Adds rows, many of the same microsecond. */
  async function add({ table, row }: List, ids: readonly string[]): Promise<void> {
    const first = count;
    count += ids.length;
    await plant.database.admin.query(
      `INSERT INTO ${table} (tenant_id, id, ${Object.keys(row).join(', ')})
       SELECT $1, id, ${Object.values(row).join(', ')}
       FROM (SELECT id, ($3 + place)::int AS n,
               timestamptz '2026-03-01T00:00:00.000123Z'
                 + place * 7 % ${INSTANTS} * interval '1 millisecond' AS at
             FROM unnest($2::uuid[]) WITH ORDINALITY AS given (id, place)) made`,
      [TENANT, ids, first],
    );
  }

  const remove = ({ table }: List, ids: readonly string[]): Promise<unknown> =>
    plant.database.admin.query(`DELETE FROM ${table} WHERE tenant_id = $1 AND id = ANY ($2)`, [
      TENANT,
      ids,
    ]);

  /** Follows the links of a list from its beginning to its end. */
  async function walk(
    path: string,
    between: (seen: readonly Item[]) => Promise<void>,
    pageSize = 30,
  ): Promise<readonly Item[]> {
    const seen: Item[] = [];
    const joint = path.includes('?') ? '&' : '?';
    let next: string | undefined = `/api/v1${path}${joint}page_size=${pageSize}&cursor=`;
    while (next !== undefined) {
      const answer: ApiAnswer<Part> = await client.get<Part>(next);
      const { status, headers, body } = answer;
      expect(status === 200 ? 'told' : body).toBe('told');
      const { has_next, next_cursor } = body.pagination;
      expect(body.pagination).toEqual({ page_size: pageSize, has_next, next_cursor });
      seen.push(...body.data);
      next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      expect(next !== undefined).toBe(has_next);
      if (next) expect(new URL(next, client.url).searchParams.get('cursor')).toBe(next_cursor);
      await between(seen);
    }
    return seen;
  }

  it.each(lists)(
    'REG-22 $path: tells no row twice and none that stayed not at all, while rows come and go',
    async (list) => {
      const { path } = list;
      const ids = Array.from({ length: ROWS }, () => uuidv7());
      const [gone, come] = [new Set<string>(), new Set<string>()];
      await add(list, ids);
      const seen = await walk(path, async (soFar) => {
        const told = new Set(soFar.map(({ id }) => id));
        const left = ids.filter((id) => !gone.has(id));
        const unseen = left.filter((id) => !told.has(id)).slice(0, 2);
        const going = [...unseen, ...left.filter((id) => told.has(id)).slice(-2)];
        const coming = [uuidv7(), uuidv7(), uuidv7()];
        going.forEach((id) => gone.add(id));
        coming.forEach((id) => come.add(id));
        if (soFar.length >= ROWS) return;
        await remove(list, going);
        await add(list, coming);
      });
      const told = seen.map(({ id = '' }) => id);
      await remove(list, [...ids, ...come]);
      expect(new Set(told).size).toBe(told.length);
      const stayed = ids.filter((id) => !gone.has(id));
      expect(stayed.length).toBeGreaterThan(ROWS / 2);
      expect(stayed.filter((id) => !told.includes(id))).toEqual([]);
    },
    60_000,
  );

  it.each(['newest', 'oldest'])(
    'TEL-11: walks the readings of a sensor in a range, the %s first',
    async (order) => {
      const sensorId = uuidv7();
      const from = Date.parse('2026-01-31T23:00:00Z');
      await plant.database.admin.query(
        `SELECT acquisition.ensure_reading_partition(month::date)
         FROM unnest(ARRAY['2026-01-01', '2026-02-01']) AS month`,
      );
      const record = (minutes: number): Promise<unknown> =>
        plant.database.admin.query(
          `INSERT INTO acquisition.reading (tenant_id, sensor_id, measured_at, value, quality)
           VALUES ($1, $2, $3, 1, 'good')`,
          [TENANT, sensorId, at(minutes)],
        );
      const at = (minutes: number): string => new Date(from + minutes * 60_000).toISOString();
      const minutes = Array.from({ length: 120 }, (_, n) => n);
      for (const each of minutes) await record(each);
      const range = `from=${at(10)}&to=${at(110)}&order=${order}`;
      let late = 0;
      const seen = await walk(
        `/readings?sensor_id=${sensorId}&${range}`,
        async () => {
          late += 1;
          await record(50 + late / 10);
        },
        25,
      );
      const told = seen.map(({ measuredAt = '' }) => measuredAt);
      const sorted = [...told].sort();
      expect(told).toEqual(order === 'oldest' ? sorted : sorted.reverse());
      expect(new Set(told).size).toBe(told.length);
      expect(minutes.slice(10, 110).filter((each) => !told.includes(at(each)))).toEqual([]);
      expect(told.filter((each) => each < at(10) || each >= at(110))).toEqual([]);
    },
    60_000,
  );

  it('AUD-02: walks the audit trail to its end, also from the number of an entry', async () => {
    const seqs = async (path: string): Promise<number[]> =>
      (await walk(path, () => Promise.resolve(), 2)).map(({ seq }) => Number(seq));
    for (const name of ['A', 'B', 'C', 'D']) {
      const body = { kind: 'site', name };
      expect(await client.post('/api/v1/locations', { body })).toMatchObject({ status: 201 });
    }
    const kind = 'entity_kind=location';
    await eventually('the entries', async () => (await seqs(`/audit?${kind}`)).length === 4);
    const oldest = await seqs('/audit?order=oldest');
    expect(oldest).toEqual(oldest.map((_, index) => index + 1));
    const { body } = await client.get<Part>('/api/v1/audit?order=oldest&page_size=2&cursor=2');
    expect(body.data.map(({ seq }) => Number(seq))).toEqual([3, 4]);
  });

  it('API-07: tells no totals with a cursor, and counts nothing', async () => {
    const { body } = await client.get<Part>('/api/v1/equipment?cursor=');
    expect(body.pagination).toEqual({ page_size: 20, has_next: false, next_cursor: null });
  });

  it.each(['history', 'assignments', 'documents', 'inspections', 'maintenance'])(
    'API-07: takes the number and the size of a page in the list of %s of equipment',
    async (part) => {
      const path = `/api/v1/equipment/${EQUIPMENT}/${part}?page=1&page_size=7`;
      expect(await client.get(path)).toMatchObject({
        status: 200,
        body: { pagination: { page: 1, page_size: 7 } },
      });
    },
  );

  it('API-07: links the pages of a list to one another', async () => {
    const ids = Array.from({ length: 5 }, () => uuidv7());
    await add(equipment, ids);
    const linked = async (query: string): Promise<string | null> =>
      (await client.get(`/api/v1/equipment?${query}`)).headers.get('link');
    const to = (relation: string, page: number): string =>
      `</api/v1/equipment?class=pump&page_size=2&page=${page}>; rel="${relation}"`;
    expect(await linked('class=pump&page_size=2')).toBe(
      [to('first', 1), to('next', 2), to('last', 3)].join(', '),
    );
    expect(await linked('class=pump&page_size=2&page=2')).toContain(to('prev', 1));
    expect(await linked('class=pump&page_size=2&page=3')).toBe(
      [to('first', 1), to('prev', 2), to('last', 3)].join(', '),
    );
    await remove(equipment, ids);
  });

  describe('refuses with a problem that names the cursor', () => {
    const written = (...values: unknown[]): string =>
      Buffer.from(JSON.stringify(values)).toString('base64url');
    const id = uuidv7();
    const at = '2026-03-01T00:00:00';

    it.each([
      ['what is no text of a cursor', 'not%20one'],
      ['what is none of ours', 'bm90LW9uZQ'],
      ['one of another order', written('name', 'A', id)],
      ['too few values', written('-createdAt', at)],
      ['too many values', written('-createdAt', at, id, id)],
      ['an instant that is none', written('-createdAt', 'yesterday', id)],
      ['a day that no month has', written('-createdAt', '2026-02-30T00:00:00', id)],
      ['an id that is none', written('-createdAt', at, `${id}'--`)],
      ['a number instead of a text', written('-createdAt', at, 7)],
      ['a page as well', `${written('-createdAt', at, id)}&page=2`],
      ['rows to skip as well', '&skip=2'],
      ['more than 2000 characters', 'a'.repeat(2001)],
    ])('%s', async (_, cursor) => {
      expect(await client.get(`/api/v1/equipment?cursor=${cursor}`)).toMatchObject({
        status: 422,
        body: { errors: [expect.objectContaining({ field: 'cursor' })] },
      });
    });

    it.each(['locations', 'sensors', 'alarms', 'cases', 'work-orders', 'anomalies', 'audit'])(
      'in the list of %s too',
      async (list) => {
        const query = `?cursor=${written('another', 1)}`;
        expect(await client.get(`/api/v1/${list}${query}`)).toMatchObject({
          status: 422,
          body: { errors: [{ field: 'cursor' }] },
        });
      },
    );
  });
});
