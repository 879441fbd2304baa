import {
  ChangeEquipment,
  fieldsOf,
  ListEquipment,
  RegisterEquipment,
  RegisterLocation,
  RegisterSensor,
  type ContractClass,
} from '@libs/contracts';
import { valuesOf, type ApiAnswer } from '@libs/testing';
import { v7 as uuidv7 } from 'uuid';
import { startRegistry, type RegistryPlant } from './registry-plant.js';

interface Problem {
  status: number;
  errors?: { field: string }[];
}

const PATH = ['equipmentId', 'expectedVersion'];

describe('the registry given what it cannot take', () => {
  let registry: RegistryPlant;
  let equipmentId: string;

  const photograph = async (): Promise<string> => {
    const tables = ['equipment', 'location', 'sensor', 'equipment_history', 'outbox'];
    const counts = tables.map((table) => `(SELECT count(*) FROM assets.${table}) AS ${table}`);
    const sql = `SELECT ${counts.join(', ')}, (SELECT max(version) FROM assets.equipment)`;
    return JSON.stringify(await registry.plant.database.admin.query(sql));
  };

  beforeAll(async () => {
    registry = await startRegistry();
    const body = { code: 'P-1', name: 'Pump', class: 'pump' };
    const made = await registry.admin.post<{ data: { id: string } }>('/api/v1/equipment', { body });
    equipmentId = made.body.data.id;
  });

  afterAll(() => registry.plant.stop());

  const send = (method: string, path: string, body: unknown): Promise<ApiAnswer<Problem>> =>
    registry.admin.send<Problem>(method, path, { body });

  const routes: readonly (readonly [
    string,
    () => string,
    ContractClass,
    object,
    readonly string[],
  ])[] = [
    ['POST', () => '/api/v1/equipment', RegisterEquipment, { name: 'x' }, []],
    ['PATCH', () => `/api/v1/equipment/${equipmentId}`, ChangeEquipment, {}, PATH],
    ['POST', () => '/api/v1/locations', RegisterLocation, { kind: 'room', name: 'x' }, []],
    [
      ...(['POST', () => `/api/v1/equipment/${equipmentId}/sensors`] as const),
      ...([RegisterSensor, { code: 'P.x', key: 'x', unit: 'V' }, ['equipmentId']] as const),
    ],
  ];
  const fields = routes.flatMap(([method, path, contract, right, inPath]) =>
    fieldsOf(contract)
      .filter(({ name }) => !inPath.includes(name))
      .map((field) => ({ method, path, right, field, name: field.name, of: contract.name })),
  );

  it.each(fields)('$of: names $name, and changes nothing', async (given) => {
    const { method, path, right, field, name } = given;
    const before = await photograph();
    for (const value of valuesOf(field).wrong) {
      const answer = await send(method, path(), { ...right, [name]: value });
      const named = answer.body.errors?.some((each) => each.field.split('.')[0] === name);
      expect([value, answer.status, named]).toEqual([value, 422, true]);
    }
    expect(await photograph()).toBe(before);
  });

  const queries = fieldsOf(ListEquipment).filter(({ schema }) => schema.type !== 'string');
  it.each(queries)('lists: names $name', async (field) => {
    for (const value of ['', 'x', '-1', '1.5', '1e400', '99999999999999999999']) {
      const path = `/api/v1/equipment?${field.name}=${encodeURIComponent(value)}`;
      const answer = await registry.admin.get<Problem>(path);
      expect([value, answer.status]).toEqual([value, 422]);
    }
  });

  it('C21 takes no word for an id', async () => {
    for (const word of ['alerts', 'stat', 'qr', 'null', '..%2f', '%00']) {
      const { status } = await registry.admin.get(`/api/v1/equipment/${word}`);
      expect([word, [404, 422].includes(status)]).toEqual([word, true]);
    }
    expect((await registry.admin.get('/api/v1/equipment/stats')).status).toBe(200);
    expect((await registry.admin.get('/api/v1/equipment/classes')).status).toBe(200);
  });

  it('REG-28 refuses references to what is not there', async () => {
    const missing = uuidv7();
    const before = await photograph();
    for (const name of ['parentId', 'locationId']) {
      const answer = await send('POST', '/api/v1/equipment', { name: 'x', [name]: missing });
      expect(answer.body).toMatchObject({ status: 422, errors: [{ field: name }] });
    }
    expect(await photograph()).toBe(before);
  });

  it('keeps its limits when patches add up', async () => {
    const path = `/api/v1/equipment/${equipmentId}`;
    const half = 'x'.repeat(9_000);
    expect((await send('PATCH', path, { metadata: { a: half } })).status).toBe(200);
    const full = await send('PATCH', path, { metadata: { b: half } });
    expect(full.body).toMatchObject({ status: 422, errors: [{ field: 'metadata' }] });
    expect((await send('PATCH', path, { metadata: { a: null, b: half } })).status).toBe(200);
  });

  it.each(['PATCH', 'PUT', 'DELETE'])('%s refuses who has not seen the newest', async (method) => {
    const body = { code: 'P-1', name: 'Pump', class: 'pump' };
    const path = `/api/v1/equipment/${equipmentId}`;
    const headers = { 'if-match': '"77"' };
    const answer = await registry.admin.send(method, path, {
      ...(method !== 'DELETE' && { body }),
      headers,
    });
    expect(answer.status).toBe(412);
    const current = (await registry.admin.get(path)).headers.get('etag') ?? '';
    expect(current).toMatch(/^"\d+"$/);
  });
});
