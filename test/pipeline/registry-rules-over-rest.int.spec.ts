import type { ApiAnswer } from '@libs/testing';
import { startRegistry, type RegistryPlant } from './registry-plant.js';

type Thing = { id: string; version: number } & Record<string, unknown>;
interface Answer<T = Thing> {
  readonly data: T;
  readonly errors?: readonly { field: string }[];
}

describe('what the registry holds to, as a client over HTTP sees it', () => {
  let registry: RegistryPlant;
  let count = 0;

  beforeAll(async () => {
    registry = await startRegistry();
  });

  afterAll(() => registry.plant.stop());

  const send = <T = Answer>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<T>> =>
    registry.admin.send<T>(method, `/api/v1${path}`, {
      ...(body !== undefined && { body }),
      headers,
    });
  /** The fields that a refusal names. */
  const named = ({ body }: ApiAnswer<Answer>): string[] => [
    ...new Set(body.errors?.map(({ field }) => field)),
  ];
  const pump = async (more: object = {}): Promise<Thing> => {
    count += 1;
    const body = { code: `R-${count}`, name: `Pump ${count}`, class: 'pump', ...more };
    const made = await send('POST', '/equipment', body);
    expect(made.status).toBe(201);
    return made.body.data;
  };

  describe('REG-25: a change of something that others changed meanwhile', () => {
    it.each([
      ['none', {}, 200],
      ['any', { 'if-match': '*' }, 200],
      ['the newest', { 'if-match': '"1"' }, 200],
      ['an older one', { 'if-match': '"77"' }, 412],
      ['a weak one', { 'if-match': 'W/"1"' }, 412],
      ['nonsense', { 'if-match': 'first' }, 422],
    ])('is taken or refused by the version that it names: %s', async (_, headers, status) => {
      const { id } = await pump();
      const path = `/equipment/${id}`;
      const changed = await send('PATCH', path, { year: 2001 }, headers);
      expect(changed.status).toBe(status);
      const read = await send('GET', path);
      expect(read.body.data['year']).toBe(status === 200 ? 2001 : undefined);
      expect(read.headers.get('etag')).toBe(status === 200 ? '"2"' : '"1"');
    });

    it('is made by one of two who have seen the same', async () => {
      const { id } = await pump();
      const headers = { 'if-match': '"1"' };
      const answers = await Promise.all(
        [1, 2, 3, 4].map((n) => send('PATCH', `/equipment/${id}`, { year: 2000 + n }, headers)),
      );
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, 412, 412, 412]);
      expect((await send('GET', `/equipment/${id}`)).body.data.version).toBe(2);
    });
  });

  describe('API-11: a merge patch (RFC 7396), beside a whole', () => {
    const detailed = {
      manufacturer: 'Halden',
      year: 2020,
      names: { ar: 'مضخة', de: 'Pumpe' },
      metadata: { colour: 'green', seals: { front: 1, back: 2 } },
    };

    it('takes away what is null, at any depth, and leaves what it does not name', async () => {
      const { id } = await pump(detailed);
      const patch = {
        year: null,
        names: { de: null, fr: 'Pompe' },
        metadata: { seals: { back: null, side: 3 } },
      };
      const { body } = await send('PATCH', `/equipment/${id}`, patch);
      expect(body.data).toMatchObject({ manufacturer: 'Halden' });
      expect(body.data).not.toHaveProperty('year');
      expect(body.data['names']).toEqual({ ar: 'مضخة', fr: 'Pompe' });
      expect(body.data['metadata']).toEqual({ colour: 'green', seals: { front: 1, side: 3 } });
      const emptied = await send('PATCH', `/equipment/${id}`, { names: null, metadata: null });
      expect(emptied.body.data).not.toHaveProperty('names');
      expect(emptied.body.data).not.toHaveProperty('metadata');
    });

    it('keeps null to itself where something must be', async () => {
      const { id } = await pump();
      for (const field of ['name', 'code', 'class', 'criticality', 'status']) {
        const refused = await send('PATCH', `/equipment/${id}`, { [field]: null });
        expect([refused.status, named(refused)]).toEqual([422, [field]]);
      }
    });

    it('is replaced by a whole, which takes away what it does not name and knows no null', async () => {
      const { id, code } = await pump(detailed);
      const whole = { code, name: 'Whole', class: 'pump', metadata: { seals: {} } };
      const { body } = await send('PUT', `/equipment/${id}`, whole);
      expect(body.data).toMatchObject({ name: 'Whole', manufacturer: null });
      expect(body.data['metadata']).toEqual({ seals: {} });
      expect(body.data).not.toHaveProperty('names');
      expect(body.data).not.toHaveProperty('year');
      const refused = await send('PUT', `/equipment/${id}`, { ...whole, year: null });
      expect([refused.status, named(refused)]).toEqual([422, ['year']]);
    });

    it('comes by its own media type, too, and only where something is patched', async () => {
      const { id } = await pump(detailed);
      const headers = { 'content-type': 'application/merge-patch+json' };
      const changed = await send('PATCH', `/equipment/${id}`, { year: null }, headers);
      expect(changed.status).toBe(200);
      expect(changed.body.data).not.toHaveProperty('year');
      expect((await send('PATCH', `/equipment/${id}`, '{', headers)).status).toBe(400);
      expect((await send('POST', '/equipment', { name: 'x' }, headers)).status).toBe(415);
      interface Document {
        paths: Record<string, Record<string, { requestBody?: { content: object } }>>;
      }
      const { body } = await registry.anybody.get<Document>('/docs/openapi.json');
      const operation = body.paths['/api/v1/equipment/{id}']?.['patch'];
      expect(Object.keys(operation?.requestBody?.content ?? {})).toEqual([
        'application/json',
        'application/merge-patch+json',
      ]);
    });
  });

  it('REG-14 REG-29: a pump takes its history along; its place tells what stood there', async () => {
    const place = async (name: string): Promise<string> =>
      (await send('POST', '/locations', { kind: 'position', name })).body.data.id;
    const [first, second] = [await place('Feed pump A'), await place('Feed pump B')];
    const old = await pump({ serialNumber: 'SN-OLD', locationId: first });
    await send('POST', `/equipment/${old.id}/status`, { status: 'repair', reason: 'It drips' });
    await send('POST', `/equipment/${old.id}/location`, { locationId: second });
    const spare = await pump({ serialNumber: 'SN-NEW', locationId: first });

    const history = async (id: string): Promise<Thing[]> =>
      (await send<Answer<Thing[]>>('GET', `/equipment/${id}/history?page_size=100`)).body.data;
    const told = await history(old.id);
    expect(told.find(({ word }) => word === 'repair')).toMatchObject({ reason: 'It drips' });
    expect(told.filter(({ kind }) => kind === 'place').map(({ from, to }) => [from, to])).toEqual([
      [first, second],
      [undefined, first],
    ]);
    // Whoever took over the place starts with a history of its own.
    expect((await history(spare.id)).filter(({ word }) => word === 'repair')).toEqual([]);
    const standing = await send<Answer<Thing[]>>('GET', `/equipment?location_id=${first}`);
    expect(standing.body.data.map(({ id }) => id)).toEqual([spare.id]);
  });

  it('REG-07: a serial number is unique for its maker, and free for another', async () => {
    const made = { manufacturer: 'Halden', serialNumber: 'SN-7' };
    const { id } = await pump(made);
    const again = await send('POST', '/equipment', { name: 'Twin', ...made });
    expect(again).toMatchObject({ status: 409, body: { errors: [{ field: 'serialNumber' }] } });
    await pump({ ...made, manufacturer: 'Ostberg' });
    await send('DELETE', `/equipment/${id}`);
    await pump(made);
  });

  it('REG-13 REG-15: is found in a box across the date line, and by distance', async () => {
    const at = async (latitude: number, longitude: number): Promise<string> =>
      (await pump({ position: { latitude, longitude } })).id;
    const west = await at(-17, 179.95);
    const east = await at(-17, -179.95);
    const far = await at(-17, 178);
    const found = async (query: string): Promise<string[]> =>
      (await send<Answer<Thing[]>>('GET', `/equipment?${query}`)).body.data.map(({ id }) => id);
    expect((await found('bbox=179.9,-18,-179.9,-16')).sort()).toEqual([west, east].sort());
    expect(await found('bbox=177,-18,179,-16')).toEqual([far]);
    expect((await found('near=-17,179.96&radius=20000')).sort()).toEqual([west, east].sort());
    expect(await found('near=-17,179.96&radius=2000')).toEqual([west]);
    for (const wrong of ['bbox=1,2,3', 'bbox=0,91,1,92', 'near=91,0&radius=5', 'radius=5']) {
      expect([wrong, (await send('GET', `/equipment?${wrong}`)).status]).toEqual([wrong, 422]);
    }
  });
});
