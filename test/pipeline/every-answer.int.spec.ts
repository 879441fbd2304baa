import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { startEveryAgent } from './every-agent.js';
import { documentOf, shapesIn, type SampleRequest } from './sample-requests.js';
import { Walker } from './walker.js';
import { writeAccounts } from './walks/accounts.js';
import { writeAlarms } from './walks/alarms.js';
import { writeDetection } from './walks/detection.js';
import { writeDocuments, writePhotos } from './walks/documents.js';
import { writeInspections } from './walks/inspections.js';
import { writeMaintenance } from './walks/maintenance.js';
import { writePlans } from './walks/plans.js';
import { writeReadings } from './walks/readings.js';
import { writeRegistry } from './walks/registry.js';
import { writeTables } from './walks/tables.js';
import { writeWork } from './walks/work.js';

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Record<string, { schema?: object }> }>
  >;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
const ROOT = join(__dirname, '../..');
const SAMPLES = join(ROOT, 'docs/generated/sample-requests.md');
/** What `npm run samples:requests` puts in its place. */
const SEEN = join(ROOT, '.millwright/sample-requests.md');

/** Routes whose answers are checked elsewhere, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'GET /api/v1/live': 'a stream, not JSON: test/pipeline/rest-api',
  'POST /api/v1/auth/verify': 'needs an issuer: apps/gateway/src/oidc',
  'DELETE /api/v1/users/{id}/identities': 'needs an issuer: apps/gateway/src/oidc',
};

describe('API-02: the answers of every route', () => {
  let plant: TestPlant;
  let walker: Walker;
  let document: Document;
  let tractor = '';

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    walker = new Walker(await startEveryAgent(plant));
    document = (await walker.client.get<Document>('/docs/openapi.json')).body;
    await writeRegistry(walker);
    tractor = walker.idOf('/equipment');
    await writeDocuments(walker);
    await writeReadings(walker);
    await writeDetection(walker, plant);
    await writeAlarms(walker, await plant.connect('detection'), plant);
    walker.know('/equipment', tractor);
    await writeWork(walker);
    await writeMaintenance(walker);
    await writePlans(walker);
    await writeInspections(walker);
    await writePhotos(walker);
    await writeTables(walker, plant);
    await writeAccounts(walker);
    await readAll();
  }, 600_000);

  afterAll(() => plant.stop());

  async function readAll(): Promise<void> {
    walker.know('/audit', '1');
    walker.know('/equipment', tractor);
    const asked = Object.entries(document.paths)
      .filter(([path, item]) => item['get'] && !(`GET ${path}` in ELSEWHERE))
      .map(([path]) => path);
    // Lists first: they tell the ids of what is asked for by id.
    const depth = (path: string): number => path.split('{').length;
    for (const path of asked.sort((a, b) => depth(a) - depth(b))) await walker.read(path);
  }

  const operations = (): [route: string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, each]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        each,
      ]),
    );

  it('keep their contracts, as those that do not are refused', () => {
    expect(walker.faults).toEqual([]);
  });

  it('API-14: are shown by a request each, which was answered well', () => {
    const elsewhere = Object.keys(ELSEWHERE).map((route): SampleRequest => {
      const [method = '', template = ''] = route.split(' ');
      const body = template.endsWith('/verify') ? { idToken: '' } : undefined;
      return { method, template, query: '', body };
    });
    const routes = new Set(operations().map(([route]) => route));
    const seen = [...walker.samples].filter(([route]) => routes.has(route));
    const document = documentOf([...elsewhere, ...seen.map(([, sample]) => sample)]);
    writeFileSync(SEEN, document);

    const samples = shapesIn(readFileSync(SAMPLES, 'utf8'));
    expect(Object.keys(samples).sort()).toEqual([...routes].sort());
    expect(samples).toEqual(shapesIn(document));
  });

  it('refuse ids and versions that are none by a problem that they describe', async () => {
    const faults: string[] = [];
    for (const [route] of operations()) {
      const [method = '', template = ''] = route.split(' ');
      if (!template.includes('{')) continue;
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
      const path = template.replace(/\{\w+\}/g, 'unknown');
      const { status } = await walker.client.send(method, path, body);
      if (status < 400 || status >= 500) faults.push(`${method} ${path}: ${status}`);
    }
    expect(faults).toEqual([]);
    const version = `/api/v1/inspection-templates/${walker.idOf('/inspection-templates')}/versions/x`;
    expect(await walker.client.get(version)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'version' }] },
    });
  });

  it('REG-18: refuse a range beyond the end of a file by a problem that they describe', async () => {
    const stored = `${tractor}/documents/${walker.idOf('/equipment/{id}/documents')}`;
    const { status } = await walker.client.get(`/api/v1/equipment/${stored}/content`, {
      headers: { range: 'bytes=1000-' },
    });
    expect(status).toBe(416);
  });

  it('were each seen at least once, but for those that are shown elsewhere', () => {
    const unseen = operations()
      .map(([route]) => route)
      .filter((route) => !walker.answered.has(route) && !(route in ELSEWHERE));

    expect(unseen).toEqual([]);
  });

  it('are described by a schema each, but for those that answer nothing', () => {
    const bare = operations().flatMap(([route, { responses }]) =>
      Object.entries(responses)
        .filter(([status, { content = {} }]) => {
          const [schema] = Object.values(content).map((each) => each.schema);
          return status.startsWith('2') && status !== '204' && schema === undefined;
        })
        .map(([status]) => `${route} ${status}`),
    );

    expect(bare).toEqual([]);
  });
});
