import type { ApiAnswer } from '@libs/testing';
import { startRegistry, type RegistryPlant } from '../pipeline/registry-plant.js';
import { replay } from './curl.js';

interface Machine {
  id: number;
  machine_name: string;
  machine_type: string;
  operational_status: string;
  efficiency: number | null;
  last_maintenance: string | null;
}

const KEYS = [
  ...['id', 'machine_name', 'machine_type'],
  ...['operational_status', 'efficiency', 'last_maintenance'],
];

// The commands stand here byte for byte as the document shows them.
const CREATE = `curl -X 'POST' \\
  'http://localhost:8000/machines/' \\
  -H 'Content-Type: application/json' \\
  -d '{
  "machine_name": "CNC-005",
  "machine_type": "Milling Machine",
  "operational_status": "Running",
  "efficiency": 88.5,
  "last_maintenance": "2024-01-12T08:00:00"
}'`;
const LIST = `curl -X 'GET' 'http://localhost:8000/machines/'`;
const READ = `curl -X 'GET' 'http://localhost:8000/machines/1'`;
const UPDATE = `curl -X 'PUT' \\
  'http://localhost:8000/machines/1' \\
  -H 'Content-Type: application/json' \\
  -d '{
  "machine_name": "CNC-001",
  "machine_type": "Milling Machine",
  "operational_status": "Maintenance",
  "efficiency": 0.0,
  "last_maintenance": "2024-01-12T14:30:00"
}'`;
const DELETE = `curl -X 'DELETE' 'http://localhost:8000/machines/1'`;

/** The rows that the document puts into its table. */
const SAMPLES = [
  ['CNC-001', 'Milling Machine', 'Running', 85.5, '2024-01-10T08:00:00'],
  ['ROB-002', 'Robot Arm', 'Idle', 92, '2024-01-09T14:30:00'],
  ['ASM-003', 'Assembly Station', 'Maintenance', 78.3, '2024-01-11T10:15:00'],
  ['CNC-004', 'Lathe Machine', 'Down', 0, '2024-01-08T16:45:00'],
].map(([machine_name, machine_type, operational_status, efficiency, last_maintenance]) => ({
  ...{ machine_name, machine_type, operational_status, efficiency, last_maintenance },
}));
const [FIRST = {}] = SAMPLES;

/**
 * The document promises: POST and PUT answer the machine with 200, GET a bare list with skip 0 and
 * limit 100, in the order of their integer ids; DELETE 200 and a message; 404 with `detail`, 422 for
 * data of a wrong format; times without a zone; unique names; pages at /docs.
 */
describe('source 004: a client of the MES', () => {
  let registry: RegistryPlant;

  beforeAll(async () => {
    registry = await startRegistry();
    for (const sample of SAMPLES) await post(sample);
  });

  afterAll(() => registry.plant.stop());

  const post = (body: unknown): Promise<ApiAnswer<Machine>> =>
    registry.admin.post<Machine>('/machines/', { body });
  const shown = <T = Machine>(command: string): Promise<ApiAnswer<T>> =>
    replay<T>(registry.admin, command);
  const list = async (query = ''): Promise<Machine[]> =>
    (await registry.admin.get<Machine[]>(`/machines/${query}`)).body;

  it('REG-01 REG-02 REG-04 REG-06 API-14: replays each request that the document shows, and gets what it promises', async () => {
    const samples = SAMPLES.map((sample, index) => ({ id: index + 1, ...sample }));

    const all = await shown<Machine[]>(LIST);
    expect({ status: all.status, body: all.body }).toEqual({ status: 200, body: samples });
    expect(all.body.map((each) => Object.keys(each))).toEqual(samples.map(() => KEYS));

    const made = await shown(CREATE);
    expect({ status: made.status, body: made.body }).toEqual({
      status: 200,
      body: {
        id: 5,
        machine_name: 'CNC-005',
        machine_type: 'Milling Machine',
        operational_status: 'Running',
        efficiency: 88.5,
        last_maintenance: '2024-01-12T08:00:00',
      },
    });

    const one = await shown(READ);
    expect({ status: one.status, body: one.body }).toEqual({ status: 200, body: samples[0] });

    const updated = await shown(UPDATE);
    const changed = {
      ...samples[0],
      operational_status: 'Maintenance',
      efficiency: 0,
      last_maintenance: '2024-01-12T14:30:00',
    };
    expect({ status: updated.status, body: updated.body }).toEqual({ status: 200, body: changed });
    expect((await shown(READ)).body).toEqual(changed);

    const gone = await shown<object>(DELETE);
    expect({ status: gone.status, body: gone.body }).toEqual({
      status: 200,
      body: { message: 'Machine deleted successfully' },
    });
    expect((await shown<Machine[]>(LIST)).body.map(({ id }) => id)).toEqual([2, 3, 4, 5]);
  });

  it('API-04 API-10: 404 with the words of the document, for reading, changing and deleting alike', async () => {
    for (const command of [READ, UPDATE, DELETE]) {
      expect(await shown<object>(command)).toMatchObject({
        status: 404,
        body: { detail: 'Machine not found' },
      });
    }
  });

  it('API-08: lists 100 from the first on unless skip and limit say otherwise', async () => {
    for (let n = 0; n < 98; n += 1) {
      expect((await post({ ...FIRST, machine_name: `ROW-${n}` })).status).toBe(200);
    }
    const all = await list('?limit=1000');
    expect(all).toHaveLength(102);
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort((a, b) => a - b));
    expect(await list()).toEqual(all.slice(0, 100));
    expect(await list('?skip=1&limit=2')).toEqual(all.slice(1, 3));
    // No multiple of the limit: what begins inside a page is no other page.
    expect(await list('?skip=3&limit=2')).toEqual(all.slice(3, 5));
    expect(await list('?skip=5&limit=4')).toEqual(all.slice(5, 9));
    expect(await list('?skip=100')).toEqual(all.slice(100));
    expect(await list('?skip=500')).toEqual([]);
  });

  it.each([
    ['nothing', {}, Object.keys(FIRST)],
    ['an empty name', { ...FIRST, machine_name: '' }, ['machine_name']],
    ['a number for a type', { ...FIRST, machine_type: 7 }, ['machine_type']],
    ['another status', { ...FIRST, operational_status: 'Broken' }, ['operational_status']],
    ['words for a number', { ...FIRST, efficiency: 'high' }, ['efficiency']],
    ['a day that is none', { ...FIRST, last_maintenance: '2024-02-30' }, ['last_maintenance']],
    ['a week', { ...FIRST, last_maintenance: '2024-W02' }, ['last_maintenance']],
  ])(
    'API-04: 422 for %s, by the name of the field, and nothing is made',
    async (_, body, names) => {
      const before = await list('?limit=1000');
      const answer = await post(body);
      expect(answer.status).toBe(422);
      const { errors } = answer.body as unknown as { errors: { field: string }[] };
      expect([...new Set(errors.map(({ field }) => field))].sort()).toEqual([...names].sort());
      expect(await list('?limit=1000')).toEqual(before);
    },
  );

  it('API-04: 422 for an id that is no number', async () => {
    expect(await registry.admin.get('/machines/one')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'machine_id' }] },
    });
    expect((await registry.admin.get('/machines/0')).status).toBe(404);
  });

  it('REG-04: a name is one machine, until that is gone', async () => {
    const body = { ...FIRST, machine_name: 'ONLY-ONE' };
    const first = await post(body);
    expect((await post(body)).status).toBe(409);
    const other = await post({ ...FIRST, machine_name: 'ANOTHER' });
    const path = `/machines/${other.body.id}`;
    expect((await registry.admin.send('PUT', path, { body })).status).toBe(409);
    await registry.admin.send('DELETE', `/machines/${first.body.id}`, {});
    const again = await post(body);
    expect(again.status).toBe(200);
    expect(again.body.id).toBeGreaterThan(other.body.id);
  });

  it('REG-11: keeps each status word through writing and reading', async () => {
    for (const operational_status of ['Running', 'Idle', 'Maintenance', 'Down']) {
      const machine_name = `STATUS-${operational_status.toUpperCase()}`;
      const made = await post({ ...FIRST, machine_name, operational_status });
      const read = await registry.admin.get<Machine>(`/machines/${made.body.id}`);
      expect(read.body.operational_status).toBe(operational_status);
    }
  });

  it('OPS-17: takes an instant with a zone, and a time without one for UTC', async () => {
    const zoned = { ...FIRST, last_maintenance: '2024-01-12T08:00:00+02:00' };
    const made = await post({ ...zoned, machine_name: 'ZONED' });
    expect(made.body.last_maintenance).toBe('2024-01-12T06:00:00');
    const { body } = await registry.admin.get<{ data: { lastMaintenanceAt: string }[] }>(
      '/api/v1/equipment?search=ZONED',
    );
    expect(body.data[0]?.lastMaintenanceAt).toBe('2024-01-12T06:00:00.000Z');
  });

  it('API-12: reads about it at /docs', async () => {
    const { status, headers } = await registry.anybody.get('/docs');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/html');
  });

  it('API-13: sees what was registered elsewhere, and is seen there', async () => {
    const body = { code: 'SEEN-1', name: 'Press', class: 'press' };
    const made = await registry.admin.post<{ data: Record<string, unknown> }>('/api/v1/equipment', {
      body,
    });
    const seen = (await list('?limit=1000')).at(-1);
    expect(seen).toEqual({
      id: made.body.data['number'],
      machine_name: 'Press',
      machine_type: 'press',
      operational_status: 'Idle',
      efficiency: null,
      last_maintenance: null,
    });
  });
});
