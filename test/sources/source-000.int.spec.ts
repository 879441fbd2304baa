import type { ApiAnswer } from '@libs/testing';
import { v7 as uuidv7 } from 'uuid';
import { startRegistry, type RegistryPlant } from '../pipeline/registry-plant.js';

type Equipment = { id: string } & Record<string, unknown>;

/**
 * Of its requests the document shows two, `GET /equipment` and `GET /equipment/{id}`, and promises:
 * a list route answers a list and a single route one object or 404, 422 for a broken contract,
 * installation timestamps, unique and indexed look-ups, responses checked at run time, a document.
 */
describe('source 000: a client of the industrial maintenance API', () => {
  let registry: RegistryPlant;

  beforeAll(async () => {
    registry = await startRegistry();
  });

  afterAll(() => registry.plant.stop());

  const get = <T>(path: string): Promise<ApiAnswer<T>> => registry.admin.get<T>(path);
  const create = (body: object): Promise<ApiAnswer<Equipment>> =>
    registry.admin.post<Equipment>('/equipment', { body });

  it('API-03 REG-01: GET /equipment answers a list, empty at first, and each that was created', async () => {
    expect(await get('/equipment')).toMatchObject({ status: 200, body: [] });
    const installedAt = '2024-05-01T06:00:00.000Z';
    const made = await create({ code: 'PRESS-1', name: 'Press', class: 'press', installedAt });
    expect(made).toMatchObject({ status: 201, body: { code: 'PRESS-1', installedAt } });
    await create({ code: 'PRESS-2', name: 'Second press', class: 'press' });
    const { body } = await get<Equipment[]>('/equipment');
    expect(body.map(({ code }) => code)).toEqual(['PRESS-1', 'PRESS-2']);
    expect(body[0]).toEqual(made.body);
    const page = await get<Equipment[]>('/equipment?skip=1&limit=1');
    expect(page.body).toEqual(body.slice(1));
  });

  it('API-03 REG-10: GET /equipment/{id} answers one piece of equipment, and when it was installed', async () => {
    const installedAt = '2023-11-07T12:30:00.000Z';
    const { body: made } = await create({ code: 'FAN-1', name: 'Fan', class: 'fan', installedAt });
    const one = await get<Equipment>(`/equipment/${made.id}`);
    expect(one).toMatchObject({ status: 200, body: { id: made.id, code: 'FAN-1', installedAt } });
    expect(Array.isArray(one.body)).toBe(false);
  });

  it('API-04: 404 means that there is none, 422 that the client broke the contract', async () => {
    const missing = await get(`/equipment/${uuidv7()}`);
    expect(missing).toMatchObject({ status: 404, body: { status: 404, success: false } });
    const broken = await create({ code: 'not upper', installedAt: 'yesterday' });
    expect(broken.status).toBe(422);
    const { errors } = broken.body as unknown as { errors: { field: string }[] };
    expect([...new Set(errors.map(({ field }) => field))].sort()).toEqual([
      ...['code', 'installedAt', 'name'],
    ]);
    expect((await get('/equipment/not-an-id')).status).toBe(422);
    expect((await get('/equipment?limit=0')).status).toBe(422);
  });

  it('REG-27: a code stands for one piece of equipment only', async () => {
    await create({ code: 'ONE-1', name: 'One', class: 'pump' });
    const before = (await get<Equipment[]>('/equipment')).body;
    expect(await create({ code: 'ONE-1', name: 'Other', class: 'pump' })).toMatchObject({
      status: 409,
      body: { errors: [{ field: 'code' }] },
    });
    expect((await get<Equipment[]>('/equipment')).body).toEqual(before);
  });

  it('API-02 API-12: each of its routes is in the document, with the schema that answers are held against', async () => {
    interface Document {
      paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
    }
    const { body } = await registry.anybody.get<Document>('/docs/openapi.json');
    const list = body.paths['/equipment']?.['get']?.responses['200']?.content;
    expect(list).toMatchObject({
      'application/json': {
        schema: { type: 'array', items: { $ref: '#/components/schemas/EquipmentAnswer' } },
      },
    });
    expect(body.paths['/equipment/{id}']?.['get']?.responses).toHaveProperty('404');
  });
});
