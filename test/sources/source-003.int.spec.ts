import { ApiClient, eventually, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { demoPlans } from '../../tools/plant-simulator/src/demo-plans.js';
import { startEveryAgent } from '../pipeline/every-agent.js';
import { TENANT } from '../pipeline/start-gateway.js';
import { replay } from './curl.js';

type Thing = { id: string } & Record<string, unknown>;
interface Answer<T = Thing> {
  readonly data: T;
}
interface Page extends Answer<Thing[]> {
  readonly pagination: Record<string, unknown>;
}

/** Every column of its table of equipment that a client writes, and one value for each. */
const TRACTOR = {
  name: 'John Deere 8R 410',
  name_ar: 'جون دير 8R 410',
  equipment_type: 'tractor',
  status: 'operational',
  brand: 'John Deere',
  model: '8R 410',
  serial_number: 'JD8R410-2023-001',
  year: 2023,
  purchase_date: '2023-03-15',
  purchase_price: '450000.50',
  field_id: 'field_001',
  location_name: 'North field',
  horsepower: 410,
  fuel_capacity_liters: 800,
  current_fuel_percent: 75,
  current_hours: 1250.5,
  current_lat: 15.3694,
  current_lon: 44.191,
  last_maintenance_at: '2025-11-01T08:00:00.000Z',
  next_maintenance_at: '2026-03-01T08:00:00.000Z',
  next_maintenance_hours: 1500,
  qr_code: 'QR_EQ001_JD8R410',
  metadata: { color: 'green' },
};
const ALERT_KEYS = [
  ...['alert_id', 'equipment_id', 'equipment_name', 'maintenance_type', 'description'],
  ...['description_ar', 'priority', 'due_at', 'due_hours', 'is_overdue', 'created_at'],
];
const RECORD = {
  maintenance_type: 'oil_change',
  description: 'Engine oil change',
  description_ar: 'تغيير زيت المحرك',
  performed_by: 'Ahmed',
  performed_at: '2026-01-15T09:30:00.000Z',
  cost: 350.5,
  notes: 'Next at 1750 h',
  parts_replaced: ['Oil filter', 'Seal'],
};

/**
 * The document promises: fourteen routes that go on as they were, `/healthz` with the state of the
 * database, every column of its three tables, filters by tenant, status, type and field, unique serial
 * numbers and QR codes, exact decimals, UTC with zone, records that are never deleted, equipment that is
 * kept when it is inactive, and no look into another tenant. It shows four commands.
 */
describe('source 003: a client of the equipment service', () => {
  let plant: TestPlant;
  let admin: ApiClient;
  let anybody: ApiClient;
  let tractor: Thing;
  let count = 0;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    admin = await startEveryAgent(plant);
    anybody = new ApiClient(admin.url);
    const made = await post('', { ...TRACTOR, tenant_id: TENANT });
    expect(made.status).toBe(201);
    tractor = made.body.data;
  }, 120_000);

  afterAll(() => plant.stop());

  const get = <T = Answer>(path: string): Promise<ApiAnswer<T>> =>
    admin.get<T>(`/api/v1/equipment${path}`);
  const post = (path: string, body: unknown): Promise<ApiAnswer<Answer>> =>
    admin.post<Answer>(`/api/v1/equipment${path}`, { body });
  const idsOf = ({ body }: ApiAnswer<Page>): string[] => body.data.map(({ id }) => id);
  const another = async (more: object = {}): Promise<Thing> => {
    count += 1;
    const made = await post('', {
      ...{ name: `Pump ${count}`, equipment_type: 'pump', status: 'operational' },
      ...more,
    });
    expect(made.status).toBe(201);
    return made.body.data;
  };

  it('OBS-01: replays GET /healthz, and needs nobody to sign in', async () => {
    const { status, body } = await replay(anybody, 'curl http://localhost:8101/healthz');
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'healthy',
      service: expect.any(String),
      database: 'connected',
    });
  });

  it('REG-26 ANA-08 C21: replays its list, its statistics and its alerts, none of which is an id', async () => {
    const list = await replay<Page>(admin, 'curl http://localhost:8101/api/v1/equipment');
    expect(list).toMatchObject({ status: 200, body: { data: [{ equipment_id: tractor.id }] } });
    const stats = await replay<Answer<Record<string, unknown>>>(
      admin,
      'curl http://localhost:8101/api/v1/equipment/stats',
    );
    expect(stats).toMatchObject({ status: 200, body: { data: { total: 1 } } });
    expect(stats.body.data).toMatchObject({
      byFleetStatus: [{ word: 'operational', count: 1 }],
      byClass: [{ word: 'tractor', count: 1 }],
    });
    const alerts = await replay<Page>(admin, 'curl http://localhost:8101/api/v1/equipment/alerts');
    expect(alerts).toMatchObject({ status: 200, body: { data: expect.any(Array) } });
  });

  it('REG-05 REG-06 REG-08 REG-09 REG-13 REG-17 REG-25 LOC-01 OPS-17: reads back every column that it wrote', async () => {
    expect(tractor).toMatchObject(TRACTOR);
    const read = await admin.get<Answer>(`/api/v1/equipment/${tractor.id}`, {
      headers: { prefer: 'status=fleet' },
    });
    expect(read.body.data).toMatchObject({
      ...TRACTOR,
      equipment_id: tractor.id,
      tenant_id: TENANT,
      created_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
    });
  });

  it('LOC-01: tells the name in the language that is asked for, which language that is, and what decided', async () => {
    const inLanguage = async (language: string): Promise<unknown[]> => {
      const headers = { 'accept-language': language };
      const path = `/api/v1/equipment/${tractor.id}`;
      const answer = await admin.get<Answer>(path, { headers });
      expect(answer.headers.get('vary')?.split(', ')).toEqual(
        expect.arrayContaining(['Prefer', 'Accept-Language']),
      );
      return [answer.body.data['displayName'], answer.headers.get('content-language')];
    };
    const { name, name_ar } = TRACTOR;
    expect(await inLanguage('ar-YE, en;q=0.5')).toEqual([name_ar, 'ar']);
    expect(await inLanguage('en, ar;q=0.9')).toEqual([name, 'en']);
    expect(await inLanguage('fr')).toEqual([name, 'en']);
    expect(await inLanguage('ar;q=0, *')).toEqual([name, 'en']);
    await another({ equipment_type: 'harvester' });
    const list = await admin.get<Page>('/api/v1/equipment?page_size=100', {
      headers: { 'accept-language': 'ar' },
    });
    // One has a name in Arabic, the other has none.
    expect(list.headers.get('content-language')?.split(', ').sort()).toEqual(['ar', 'en']);
  });

  it('REG-01 REG-11: PUT replaces it, and the words of its status are kept', async () => {
    const made = await another({ ...TRACTOR, serial_number: 'R-1', qr_code: 'R-1' });
    const { purchase_price: _, ...rest } = { ...TRACTOR, serial_number: 'R-1', qr_code: 'R-1' };
    const whole = { ...rest, equipment_code: String(made['code']), status: 'maintenance' };
    const changed = await admin.send<Answer>('PUT', `/api/v1/equipment/${made.id}`, {
      body: { ...whole, brand: 'Deere' },
    });
    expect(changed).toMatchObject({ status: 200 });
    expect(changed.body.data).toMatchObject({ brand: 'Deere', status: 'maintenance' });
    expect(changed.body.data).not.toHaveProperty('purchase_price');
  });

  it('REG-11: POST …/status takes each of its words, answers it, and history keeps it', async () => {
    const { id } = await another();
    const words = ['maintenance', 'repair', 'inactive', 'operational'];
    for (const status of words) {
      expect(await post(`/${id}/status`, { status })).toMatchObject({
        status: 200,
        body: { data: { status } },
      });
      expect(idsOf(await get<Page>(`?status=${status}&equipment_type=pump`))).toContain(id);
    }
    const { body } = await get<Page>(`/${id}/history?page_size=100`);
    const kept = body.data.map(({ word }) => word).filter((word) => word !== undefined);
    expect([...new Set(kept)].reverse()).toEqual(words);
    const wrong = await post(`/${id}/status`, { status: 'asleep' });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'status' }] } });
  });

  it.each([
    [{ latitude: 15.4, longitude: 44.2 }],
    [{ lat: 15.4, lon: 44.2 }],
    [{ current_lat: 15.4, current_lon: 44.2 }],
  ])('REG-13: POST …/location takes %j', async (place) => {
    const { id } = await another();
    const moved = await post(`/${id}/location`, place);
    expect(moved).toMatchObject({
      status: 200,
      body: { data: { current_lat: 15.4, current_lon: 44.2 } },
    });
  });

  it('TEL-03 TEL-09: POST …/telemetry is what the equipment shows from then on', async () => {
    const { id } = await another({ current_fuel_percent: 10, current_hours: 5 });
    const told = { fuel_percent: 62.5, hours: 1204.3, lat: 15.5, lon: 44.3 };
    expect((await post(`/${id}/telemetry`, told)).status).toBe(202);
    const shown = await eventually('the values', async () => {
      const { data } = (await get(`/${id}`)).body;
      return data['current_hours'] === 1204.3 && data;
    });
    expect(shown).toMatchObject({
      ...{ current_fuel_percent: 62.5, current_lat: 15.5, current_lon: 44.3 },
    });
  });

  it('REG-16: GET /equipment/qr/{qr_code} finds it by the code on its label', async () => {
    const found = await get(`/qr/${TRACTOR.qr_code}`);
    expect(found).toMatchObject({ status: 200, body: { data: { equipment_id: tractor.id } } });
    expect((await get('/qr/QR_NOBODY')).status).toBe(404);
  });

  it('REG-07 REG-16 REG-27: no two have one serial number or one QR code', async () => {
    const unlike = { ...TRACTOR, serial_number: 'S-2', qr_code: 'Q-2' };
    for (const [same, field] of [
      [{ serial_number: TRACTOR.serial_number }, 'serialNumber'],
      [{ qr_code: TRACTOR.qr_code }, 'externalIds'],
    ] as const) {
      expect(await post('', { ...unlike, ...same })).toMatchObject({
        status: 409,
        body: { errors: [{ field }] },
      });
    }
  });

  it('REG-22: filters by type and status together, in its own words', async () => {
    const drone = await another({ equipment_type: 'drone', status: 'repair' });
    expect(idsOf(await get<Page>('?equipment_type=drone&status=repair'))).toEqual([drone.id]);
    expect(idsOf(await get<Page>('?equipment_type=drone&status=operational'))).toEqual([]);
    expect(idsOf(await get<Page>('?equipment_type=tractor&status=operational'))).toEqual([
      tractor.id,
    ]);
  });

  it('SEC-05 REG-22 C11: names its own tenant, or is refused', async () => {
    const own = await get<Page>(`?tenant_id=${TENANT}&equipment_type=tractor`);
    expect(idsOf(own)).toContain(tractor.id);
    for (const tenant_id of ['another', '00000000-0000-7000-8000-000000000002']) {
      const listed = await get(`?tenant_id=${tenant_id}`);
      expect(listed).toMatchObject({ status: 422, body: { errors: [{ field: 'tenantId' }] } });
      const made = await post('', { ...TRACTOR, serial_number: 'T-1', qr_code: 'T-1', tenant_id });
      expect(made).toMatchObject({ status: 422, body: { errors: [{ field: 'tenantId' }] } });
    }
  });

  it('WOM-04 WOM-05 LOC-02: POST and GET …/maintenance speak of records as it does, the latest first', async () => {
    const { id } = await another();
    const made = await eventually('the record', async () => {
      const answer = await post(`/${id}/maintenance`, RECORD);
      return answer.status === 201 && answer;
    });
    const { cost, ...words } = RECORD;
    expect(made.body.data).toMatchObject({
      ...{ ...words, equipment_id: id, record_id: made.body.data.id, cost: String(cost) },
    });
    const older = { ...RECORD, maintenance_type: 'repair', performed_at: '2025-06-01T08:00:00' };
    const second = await post(`/${id}/maintenance`, older);
    expect(second.body.data).toMatchObject({ performed_at: '2025-06-01T08:00:00.000Z' });
    const { body } = await get<Page>(`/${id}/maintenance`);
    expect(body.data).toEqual([made.body.data, second.body.data]);
    const repairs = await get<Page>(`/${id}/maintenance?maintenance_type=repair`);
    expect(idsOf(repairs)).toEqual([second.body.data.id]);
  });

  it('WOM-06 REG-23 REG-24: DELETE takes equipment out of the lists, and its records stay', async () => {
    const { id } = await another({ status: 'inactive' });
    expect(idsOf(await get<Page>('?status=inactive&equipment_type=pump'))).toContain(id);
    const record = await eventually('the record', async () => {
      const answer = await post(`/${id}/maintenance`, RECORD);
      return answer.status === 201 && answer.body.data;
    });
    const gone = await admin.send('DELETE', `/api/v1/equipment/${id}`, {});
    expect(gone.status).toBe(204);
    expect((await get(`/${id}`)).status).toBe(404);
    expect(idsOf(await get<Page>('?page_size=100'))).not.toContain(id);
    const kept = await admin.get(`/api/v1/maintenance-records/${record.id}`);
    expect(kept).toMatchObject({ status: 200, body: { data: { record_id: record.id } } });
    const path = `/api/v1/maintenance-records/${record.id}`;
    expect((await admin.send('DELETE', path, {})).status).toBe(405);
  });

  it('ALM-02 ALM-03 ALM-04 SCH-05 LOC-02: its two demo alerts have each of its columns, and are filtered', async () => {
    const names = { 'JD-8R-410': 'John Deere 8R 410', 'AGRAS-T40': 'DJI Agras T40' };
    for (const { code, definition } of demoPlans(Date.now())) {
      const { id } = await another({
        equipment_code: code,
        name: names[code as keyof typeof names],
      });
      const path = '/api/v1/maintenance-plans';
      const plan = { definition: { ...definition, equipmentIds: [id] } };
      const drafted = await eventually('the plan', async () => {
        const answer = await admin.post<Answer>(path, { body: plan });
        return answer.status === 201 && answer.body.data;
      });
      expect((await admin.post(`${path}/${drafted.id}/activate`, { body: {} })).status).toBe(200);
    }
    const alertsBy = async (query: string): Promise<Thing[]> =>
      (await get<Page>(`/alerts?kind=maintenance_due${query}`)).body.data;
    const both = await eventually(
      'the alerts',
      async () => {
        const all = await alertsBy('');
        return all.length === 2 && all.some((each) => each['is_overdue'] === true) && all;
      },
      30_000,
    );
    for (const alert of both)
      expect(Object.keys(alert)).toEqual(expect.arrayContaining(ALERT_KEYS));
    const [overdue, ...others] = await alertsBy('&is_overdue=true');
    expect(overdue).toMatchObject({
      ...{ equipment_name: 'DJI Agras T40', maintenance_type: 'battery_inspection' },
      ...{ priority: 'high', description: 'Battery inspection overdue', due_hours: null },
      description_ar: 'فحص البطارية متأخر',
    });
    expect(others).toEqual([]);
    expect(await alertsBy('&priority=medium')).toEqual([
      expect.objectContaining({
        ...{ equipment_name: 'John Deere 8R 410', maintenance_type: 'oil_change' },
        ...{ is_overdue: false, description_ar: 'مطلوب تغيير الزيت' },
      }),
    ]);
    expect(await alertsBy(`&equipment_id=${String(overdue?.['equipment_id'])}`)).toEqual([overdue]);
    expect(await alertsBy('&priority=critical')).toEqual([]);
  });
});
