import {
  AddDocument,
  AssignEquipment,
  ChangeEquipment,
  ChangeLocation,
  ChangeSensor,
  fieldsOf,
  GeoPoint,
  ListEquipment,
  MoveEquipment,
  RegisterEquipment,
  RegisterLocation,
  RegisterSensor,
  ReplaceEquipment,
  SetEquipmentState,
  StartMeterEpoch,
  type ContractClass,
} from '@libs/contracts';
import { valuesOf, type ApiAnswer } from '@libs/testing';
import { v7 as uuidv7 } from 'uuid';
import { startRegistry, type RegistryPlant } from './registry-plant.js';

interface Problem {
  status: number;
  errors?: { field: string }[];
}

const NO_WHOLE_NUMBERS = [
  ...['', 'x', '-1', '1.5', '1e400', '99999999999999999999', '2147483648'],
  ...['0x10', '0b1', 'NaN', 'Infinity', '+5', ' 5', '5 ', '1_0', '\u0665'],
];
const PATH = ['equipmentId', 'expectedVersion'];
const IN_PATH = ['locationId', 'sensorId', 'expectedVersion'];

const REGISTRY_TABLES = [
  ...['equipment', 'equipment_external_id', 'equipment_history', 'equipment_tag', 'installation'],
  ...['assignment', 'document', 'location', 'sensor', 'meter_epoch'],
];

/** JSON of so many bytes. */
const json = (bytes: number): object => ({ a: 'x'.repeat(bytes - 8) });
/** Objects in one another, so many deep. */
const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) });

/** Limits that no schema tells, or that are easily missed: what is taken and what is not. */
const LIMITS: readonly (readonly [string, readonly unknown[], readonly unknown[]])[] = [
  ['year', [1800, 2200], [1799, 2201, 2024.5, '2024', -1, 0]],
  [
    'purchasePrice',
    ['0', '0.0001', '999999999999.9999', '007'],
    ['', '-1', '1e3', '.5', '1.', '0.00001', '1000000000000', '1,5', '1 000', 12.5, '\u0661'],
  ],
  ['purchaseCurrency', ['EUR'], ['eur', 'EURO', 'E1R', '€']],
  ['purchasedOn', ['2024-02-29', '1900-01-01'], ['2023-02-29', '2024-13-01', '2024-00-10']],
  [
    'installedAt',
    ['2024-02-29T00:00:00Z', '2024-06-30T23:59:59.999999Z', '2024-01-01T00:00:00-12:00'],
    [
      ...['2023-02-29T00:00:00Z', '2024-01-01T25:00:00Z', '2024-01-01T00:61:00Z'],
      ...['2024-01-01 00:00:00Z', '2024-01-01T00:00:00', '2024-01-01T00:00:00+25:00', 1704067200],
    ],
  ],
  ['metadata', [json(16_384), deep(20)], [json(16_385), deep(40), [], 'x', { a: '\ud800' }]],
  ['specifications', [json(16_384)], [json(16_385), null]],
  [
    'externalIds',
    [{ erp: '7' }],
    [{ 'no system': '7' }, { erp: '' }, { erp: 7 }, { erp: 'x'.repeat(101) }],
  ],
  [
    'names',
    [{ ar: 'x', 'pt-BR': 'y' }],
    [{ AR: 'x' }, { ar: '' }, { ar: 'x'.repeat(201) }, { ar: null }],
  ],
  [
    'code',
    ['A', '-', 'Z'.repeat(50)],
    ['a', 'É', 'E\u0301', '\uff30', '\u0420', 'P 1', 'P\u200b', 'P\u202e1'],
  ],
  ['nextMaintenanceHours', [0, 10_000_000], [-0.1, 10_000_001, '5', null]],
];

/** Bodies that are no JSON, or no JSON that can be kept, by what is wrong with them. */
const UNREADABLE: readonly (readonly [string, string | Uint8Array, number])[] = [
  ['NaN', '{"name":"x","year":NaN}', 400],
  ['a hexadecimal number', '{"name":"x","year":0x7e8}', 400],
  ['a number beyond all numbers', '{"name":"x","year":1e400}', 422],
  ['half a character', String.raw`{"name":"\ud800"}`, 422],
  ['a NUL', String.raw`{"name":"a\u0000b"}`, 422],
  ['a raw NUL', '{"name":"a\u0000b"}', 400],
  ['bytes that are no UTF-8', Buffer.from([...Buffer.from('{"name":"'), 0xc0, 0x80, 34, 125]), 400],
  ['the same name twice', '{"name":"x","name":"y","unknown":1}', 422],
];

describe('the registry given what it cannot take', () => {
  let registry: RegistryPlant;
  let equipmentId: string;
  let locationId: string;
  let sensorId: string;

  /** Every row of the registry, and which events wait or went out. */
  const photograph = async (): Promise<string> => {
    const rows = REGISTRY_TABLES.map((table) => {
      return `(SELECT json_agg(to_json(t) ORDER BY to_json(t)::text) FROM assets.${table} t) AS ${table}`;
    });
    const told = '(SELECT json_agg(id ORDER BY id) FROM assets.outbox) AS told';
    const sql = `SELECT ${[...rows, told].join(', ')}`;
    return JSON.stringify(await registry.plant.database.admin.query(sql));
  };

  beforeAll(async () => {
    registry = await startRegistry();
    equipmentId = await make('/equipment', { code: 'P-1', name: 'Pump', class: 'pump' });
    locationId = await make('/locations', { kind: 'site', name: 'Plant' });
    const counter = { code: 'P.hours', key: 'hours', unit: 'h', kind: 'counter' };
    sensorId = await make(`/equipment/${equipmentId}/sensors`, counter);
  });

  afterAll(() => registry.plant.stop());

  const make = async (path: string, body: object): Promise<string> => {
    const made = await registry.admin.post<{ data: { id: string } }>(`/api/v1${path}`, { body });
    expect([path, made.status]).toEqual([path, 201]);
    return made.body.data.id;
  };
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
    [
      ...(['PUT', () => `/api/v1/equipment/${equipmentId}`, ReplaceEquipment] as const),
      ...([{ code: 'P-1', name: 'x', class: 'pump' }, PATH] as const),
    ],
    ['POST', () => `/api/v1/equipment/${equipmentId}/status`, SetEquipmentState, {}, PATH],
    ['POST', () => `/api/v1/equipment/${equipmentId}/location`, MoveEquipment, {}, PATH],
    [
      ...(['POST', () => `/api/v1/equipment/${equipmentId}/assignments`] as const),
      ...([AssignEquipment, { assignee: 'tina' }, PATH] as const),
    ],
    ['POST', () => '/api/v1/locations', RegisterLocation, { kind: 'room', name: 'x' }, []],
    ['PATCH', () => `/api/v1/locations/${locationId}`, ChangeLocation, {}, IN_PATH],
    ['PATCH', () => `/api/v1/sensors/${sensorId}`, ChangeSensor, {}, IN_PATH],
    [
      ...(['POST', () => `/api/v1/sensors/${sensorId}/epochs`, StartMeterEpoch] as const),
      ...([{ reason: 'reset', lastValue: 1 }, IN_PATH] as const),
    ],
    [
      ...(['POST', () => `/api/v1/equipment/${equipmentId}/documents`, AddDocument] as const),
      ...([{ kind: 'manual', title: 'x', address: 'https://a.example/' }, PATH] as const),
    ],
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

  it.each(
    routes.map(([method, path, contract, right]) => ({ method, path, right, of: contract.name })),
  )(
    '$of: names a field that it does not know, and changes nothing',
    async ({ method, path, right }) => {
      const before = await photograph();
      for (const unknown of ['colour', 'id', 'tenantId', 'deletedAt', 'ＣＯＤＥ']) {
        const answer = await send(method, path(), { ...right, [unknown]: 'x' });
        expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: unknown }] } });
      }
      expect(await photograph()).toBe(before);
    },
  );

  const points = fieldsOf(GeoPoint).flatMap((field) =>
    valuesOf(field).wrong.map((wrong) => ({ name: field.name, wrong })),
  );
  it.each(points)(
    'refuses a position with a $name of $wrong, and changes nothing',
    async (given) => {
      const { name, wrong } = given;
      const before = await photograph();
      const position = { latitude: 1, longitude: 2, [name]: wrong };
      for (const [method, path, right] of [
        ['POST', '/api/v1/equipment', { name: 'x' }],
        ['PATCH', `/api/v1/equipment/${equipmentId}`, {}],
        ['POST', `/api/v1/equipment/${equipmentId}/location`, {}],
      ] as const) {
        const answer = await send(method, path, { ...right, position });
        expect([path, answer.status]).toEqual([path, 422]);
        expect(answer.body.errors?.[0]?.field).toMatch(/^position/);
      }
      expect(await photograph()).toBe(before);
    },
  );

  it.each(LIMITS)(
    'REG-08 REG-09: takes %s up to its limits, and nothing beyond',
    async (name, right, wrong) => {
      for (const value of right) {
        const answer = await send('POST', '/api/v1/equipment', {
          name: 'At a limit',
          [name]: value,
        });
        expect([value, answer.status]).toEqual([value, 201]);
      }
      const before = await photograph();
      for (const value of wrong) {
        const answer = await send('POST', '/api/v1/equipment', { name: 'x', [name]: value });
        expect([value, answer.status]).toEqual([value, 422]);
        // How deep JSON may go is told of the body, before anybody looks at its fields.
        const told = answer.body.errors?.[0]?.field.split('.')[0];
        expect([value, told]).toEqual([
          value,
          JSON.stringify(value).includes('{"a":{"a":') ? '' : name,
        ]);
      }
      expect(await photograph()).toBe(before);
    },
  );

  it('keeps text as it was written: directions, joined and composed characters, and what is beyond the plane', async () => {
    for (const name of ['\u202bمضخة\u202c', 'e\u0301', 'é', '👩‍🔧', '𠜎', 'a\u200db', '\ufeffx']) {
      const id = await make('/equipment', { name, class: 'pump' });
      const read = await registry.admin.get<{ data: { name: string } }>(`/api/v1/equipment/${id}`);
      expect(read.body.data.name).toBe(name);
    }
  });

  const queries = fieldsOf(ListEquipment).filter(({ schema }) => schema.type !== 'string');
  it.each(queries)('lists: names $name', async (field) => {
    for (const value of NO_WHOLE_NUMBERS) {
      const path = `/api/v1/equipment?${field.name}=${encodeURIComponent(value)}`;
      const answer = await registry.admin.get<Problem>(path);
      expect([value, answer.status]).toEqual([value, 422]);
    }
  });

  it('C21 takes no word for an id', async () => {
    for (const word of ['alert', 'stat', 'qr', 'null', '..%2f', '%00']) {
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

  it.each(UNREADABLE)('refuses a body with %s', async (_, body, status) => {
    const before = await photograph();
    const { token = '', url } = registry.admin;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/v1/equipment`, { method: 'POST', headers, body });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await photograph()).toBe(before);
  });

  it('closes no cycle of equipment or locations', async () => {
    const body = { name: 'Part', class: 'seal', level: 'component', parentId: equipmentId };
    const part = await make('/equipment', body);
    const room = await make('/locations', { kind: 'room', name: 'Room', parentId: locationId });
    const before = await photograph();
    for (const [path, parentId] of [
      [`/api/v1/equipment/${equipmentId}`, part],
      [`/api/v1/equipment/${part}`, part],
      [`/api/v1/locations/${locationId}`, room],
      [`/api/v1/locations/${room}`, room],
    ] as const) {
      const answer = await send('PATCH', path, { parentId });
      expect([path, answer.status]).toEqual([path, 422]);
      expect(answer.body.errors).toMatchObject([{ field: 'parentId' }]);
    }
    expect(await photograph()).toBe(before);
  });

  it('REG-28 keeps what is referred to', async () => {
    const site = await make('/locations', { kind: 'site', name: 'Busy' });
    const empty = { code: 'P-9', name: 'Pump', class: 'pump', locationId: site };
    await make('/equipment', empty);
    const upper = await make('/locations', { kind: 'site', name: 'Upper' });
    await make('/locations', { kind: 'room', name: 'Lower', parentId: upper });
    const before = await photograph();
    for (const id of [site, upper]) {
      const { status } = await registry.admin.send('DELETE', `/api/v1/locations/${id}`, {});
      expect(status).toBe(409);
    }
    expect(await photograph()).toBe(before);
  });

  it('REG-28: keeps equipment that has parts, and takes it once they are gone', async () => {
    const whole = await make('/equipment', { name: 'Line', class: 'press' });
    const body = { name: 'Seal', class: 'seal', level: 'component', parentId: whole };
    const part = await make('/equipment', body);
    const before = await photograph();
    const path = `/api/v1/equipment/${whole}`;
    expect((await registry.admin.send('DELETE', path, {})).status).toBe(409);
    expect(await photograph()).toBe(before);
    for (const id of [part, whole]) {
      const gone = await registry.admin.send('DELETE', `/api/v1/equipment/${id}`, {});
      expect(gone.status).toBe(204);
    }
    // What is gone is nothing to refer to.
    const late = await send('POST', '/api/v1/equipment', { ...body, parentId: whole });
    expect(late.body).toMatchObject({ status: 422, errors: [{ field: 'parentId' }] });
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
