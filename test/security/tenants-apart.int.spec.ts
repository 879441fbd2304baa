import type { ApiClient } from '@libs/testing';
import { Chance, eventually, report, scaleOf } from '@libs/testing';
import { v7 as uuidv7 } from 'uuid';
import { ApiDocument, type Operation } from './api-document.js';
import { fillPlant, startTwoTenants, type TwoTenants } from './two-tenants.js';

const PROBES = scaleOf('TENANT_PROBES', 2_500);
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The ids that a text shows. */
const idsIn = (text: string): string[] => [...new Set(text.match(UUID) ?? [])];

/** A text without what differs from answer to answer. */
const bare = (text: string): string =>
  text.replace(UUID, '').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');

interface Leak {
  readonly count: number;
  readonly status: number;
  readonly id: string;
}

const passed = (leaks: ReadonlyMap<string, Leak>): number =>
  [...leaks.values()].reduce((sum, { count }) => sum + count, 0);

describe('SEC-05: two tenants', () => {
  const chance = new Chance();
  let two: TwoTenants;
  let document: ApiDocument;
  let operations: readonly Operation[];
  /** Every id that the first tenant's lists show, by the path of the list. */
  const pools = new Map<string, string[]>();
  let all: readonly string[] = [];

  const isList = ({ method, path, pathNames, isPublic }: Operation): boolean =>
    method === 'GET' && pathNames.length === 0 && !isPublic && path.startsWith('/api/v1/');

  const oneOf = <T>(items: readonly T[]): T => {
    const item = items[chance.below(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };

  const textOf = async (client: ApiClient, path: string): Promise<string> =>
    JSON.stringify((await client.get(path)).body);

  beforeAll(async () => {
    two = await startTwoTenants();
    await fillPlant(two);
    document = await ApiDocument.of(two.admin);
    operations = document.operations.filter(({ path }) => !path.endsWith('/live'));
    for (const { path } of operations.filter(isList)) {
      const ids = idsIn(await textOf(two.admin, `${path}?page_size=100`));
      const answer = await two.admin.get(`${path}?page_size=100`);
      const shown = answer.status === 200 ? ids : idsIn(await textOf(two.admin, path));
      pools.set(path, shown);
    }
    // What everybody may see is no secret of the first tenant; the built-in detectors are everybody's.
    const open = ['/api/v1/agents', '/api/v1/auth/me', '/api/v1/detection/detectors'];
    const common = new Set(
      (await Promise.all(open.map((path) => textOf(two.foreigner, path)))).flatMap(idsIn),
    );
    const own = new Set(idsIn(await textOf(two.admin, '/api/v1/agents')));
    all = [...new Set([...pools.values()].flat())].filter((id) => !common.has(id) && !own.has(id));
  }, 120_000);

  afterAll(() => two.plant.stop());

  it('fill the pool that the probes draw from', () => {
    const needed = ['alarms', 'cases', 'contacts', 'equipment', 'notifications', 'sensors'];
    for (const each of [...needed, 'api-keys', 'roles', 'users', 'work-orders']) {
      expect([each, pools.get(`/api/v1/${each}`)?.length]).not.toEqual([each, 0]);
    }
  });

  it('see no queues of the installation but in the tenant that runs it', async () => {
    const queues = '/board/api/queues';
    expect((await two.admin.get(queues)).status).toBe(200);
    expect((await two.foreigner.get(queues)).status).toBe(403);
  });

  it('see nothing of each other in any list', async () => {
    const seen: string[] = [];
    for (const { path } of operations.filter(isList)) {
      const foreign = idsIn(await textOf(two.foreigner, path)).filter((id) => all.includes(id));
      seen.push(...foreign.map((id) => `${path}: ${id}`));
    }
    expect(seen).toEqual([]);
  });

  it(`cannot reach each other's things by id, in ${PROBES} probes (seed ${chance.seed})`, async () => {
    const targets = operations.filter(
      ({ path, isPublic, pathNames, queries, body }) =>
        path.startsWith('/api/v1/') &&
        !isPublic &&
        (pathNames.length > 0 ||
          queries.some(({ schema }) => document.resolved(schema)?.format === 'uuid') ||
          wantsId(body)),
    );
    const before = await photograph();
    const leaks = new Map<string, Leak>();
    for (let count = 0; count < PROBES; count += 1) {
      const operation = oneOf(targets);
      const id = oneOf(poolFor(operation));
      const { status, text } = await probe(operation, id);
      const shown = idsIn(text).filter((each) => each !== id && all.includes(each));
      const isClosed = isRefused(operation, status, text) || (await tellsNothing(operation, id));
      if (!isClosed || shown.length > 0) {
        const route = `${operation.method} ${operation.path}`;
        leaks.set(route, { count: (leaks.get(route)?.count ?? 0) + 1, status, id });
      }
    }
    report('tenants', { probes: PROBES, passed: passed(leaks), routes: targets.length });
    expect(Object.fromEntries(leaks)).toEqual({});
    // Nothing of the first tenant has changed.
    await eventually('the first tenant as it was', async () => (await photograph()) === before);
  }, 900_000);

  function wantsId(body: Operation['body']): boolean {
    return Object.values(body?.properties ?? {}).some(
      (each) => document.resolved(each)?.format === 'uuid',
    );
  }

  /** Ids of the kind that the route takes, one time in two; any id else. */
  function poolFor({ path }: Operation): readonly string[] {
    const fitting = pools.get(path.split('/{')[0] ?? '')?.filter((id) => all.includes(id)) ?? [];
    return fitting.length > 0 && chance.below(2) === 0 ? fitting : all;
  }

  async function probe(
    operation: Operation,
    id: string,
    pick = chance.below(1_000),
  ): Promise<{ status: number; text: string }> {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => (name === 'version' ? '1' : id));
    const asked = operation.queries.filter(
      ({ schema }) => document.resolved(schema)?.format === 'uuid',
    );
    const name = operation.pathNames.length === 0 && asked[pick % asked.length]?.name;
    const query = name ? `?${name}=${id}` : '';
    const { status, body } = await two.foreigner.send(operation.method, `${path}${query}`, {
      ...(operation.body && { body: document.sample(operation.body, id) }),
      headers: { 'if-match': '"1"', 'idempotency-key': uuidv7() },
    });
    return { status, text: JSON.stringify(body) };
  }

  /** 404, a field that names nothing, or a list with nothing in it. */
  function isRefused({ method }: Operation, status: number, text: string): boolean {
    if (status === 404 || (status === 422 && text.includes('"There is no '))) return true;
    if (method !== 'GET' || status !== 200) return false;
    const answer = JSON.parse(text) as { data: unknown } | string;
    // A table: headings alone.
    if (typeof answer === 'string') return !answer.trimEnd().includes('\n');
    const { data } = answer;
    if (Array.isArray(data)) return data.length === 0;
    // How many there are of nothing.
    return Object.values(data as object).every((each) => each === 0);
  }

  /** What is asked with an id of the other tenant gets the very answer of an id that nobody has. */
  async function tellsNothing(operation: Operation, id: string): Promise<boolean> {
    const pick = chance.below(1_000);
    const foreign = await probe(operation, id, pick);
    const nobodys = await probe(operation, uuidv7(), pick);
    const isHarmless = operation.method === 'GET' || [415, 422].includes(foreign.status);
    const same = foreign.status === nobodys.status && bare(foreign.text) === bare(nobodys.text);
    return isHarmless && foreign.status < 500 && same;
  }

  async function photograph(): Promise<string> {
    const things = ['alarms', 'cases', 'contacts', 'equipment', 'sensors', 'users', 'work-orders'];
    const bodies = await Promise.all(
      things.map(async (each) => {
        const { body } = await two.admin.get<{ data: unknown }>(`/api/v1/${each}?page_size=100`);
        return body.data;
      }),
    );
    return JSON.stringify(bodies);
  }
});
