import type { ApiAnswer } from '@libs/testing';
import { startRegistry, type RegistryPlant } from './registry-plant.js';

interface Envelope {
  success: boolean;
  data: { id: string } & Record<string, unknown>;
  timestamp: string;
}

interface Machine {
  id: number;
  machine_name: string;
}

describe('clients written for the systems that this one stands in for', () => {
  let registry: RegistryPlant;

  beforeAll(async () => {
    registry = await startRegistry();
  });

  afterAll(() => registry.plant.stop());

  const post = <T = Envelope>(path: string, body: unknown): Promise<ApiAnswer<T>> =>
    registry.admin.post<T>(path, { body });
  const get = <T = Envelope>(path: string): Promise<ApiAnswer<T>> => registry.admin.get<T>(path);
  const put = <T = Envelope>(
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<T>> => registry.admin.send<T>('PUT', path, { body, headers });

  describe('of a MES', () => {
    // The bodies stand here byte for byte as their document shows them.
    const CREATE = `{
  "machine_name": "CNC-005",
  "machine_type": "Milling Machine",
  "operational_status": "Running",
  "efficiency": 88.5,
  "last_maintenance": "2024-01-12T08:00:00"
}`;
    const UPDATE = `{
  "machine_name": "CNC-001",
  "machine_type": "Milling Machine",
  "operational_status": "Maintenance",
  "efficiency": 0.0,
  "last_maintenance": "2024-01-12T14:30:00"
}`;

    it('REG-01 REG-02 REG-04 API-04 API-08 API-10 get the answers that they were promised', async () => {
      const created = await post<Machine>('/machines/', CREATE);
      const { id } = created.body;
      const machine = JSON.parse(CREATE) as object;
      expect(created).toMatchObject({ status: 200, body: { ...machine, id } });
      expect(Object.keys(created.body).sort()).toEqual(['id', ...Object.keys(machine)].sort());
      expect(Number.isInteger(id)).toBe(true);

      const listed = await get<Machine[]>('/machines/');
      expect(listed).toMatchObject({ status: 200, body: [created.body] });
      expect(await get(`/machines/${id}`)).toMatchObject({ status: 200, body: created.body });

      const updated = await put<Machine>(`/machines/${id}`, UPDATE);
      const changed = { ...(JSON.parse(UPDATE) as object), id };
      expect({ status: updated.status, body: updated.body }).toEqual({
        status: 200,
        body: changed,
      });
      expect((await get(`/machines/${id}`)).body).toEqual(changed);

      const deleted = await registry.admin.send('DELETE', `/machines/${id}`, {});
      expect({ status: deleted.status, body: deleted.body }).toEqual({
        status: 200,
        body: { message: 'Machine deleted successfully' },
      });
      expect(await get(`/machines/${id}`)).toMatchObject({
        status: 404,
        body: { detail: 'Machine not found' },
      });
      const missing = await registry.admin.send('DELETE', `/machines/${id}`, {});
      expect(missing).toMatchObject({ status: 404, body: { detail: 'Machine not found' } });
    });

    it('may use a name again once its machine is gone, and not before', async () => {
      const first = await post<Machine>('/machines/', CREATE);
      expect(await post('/machines/', CREATE)).toMatchObject({ status: 409 });
      await registry.admin.send('DELETE', `/machines/${first.body.id}`, {});
      const again = await post<Machine>('/machines/', CREATE);
      expect(again.status).toBe(200);
      expect(again.body.id).toBeGreaterThan(first.body.id);
    });

    it('API-08 page with skip and limit, oldest first', async () => {
      const names = ['ROB-002', 'ASM-003', 'CNC-004'];
      for (const machine_name of names) {
        await post('/machines/', { ...(JSON.parse(CREATE) as object), machine_name });
      }
      const all = (await get<Machine[]>('/machines/')).body;
      const page = await get<Machine[]>('/machines/?skip=1&limit=2');
      expect(page.body).toEqual(all.slice(1, 3));
      expect(all.slice(-3).map((machine) => machine.machine_name)).toEqual(names);
    });

    it.each([
      ['machine_name', {}],
      ['machine_name', { machine_name: '' }],
      ['operational_status', { operational_status: 'Broken' }],
      ['efficiency', { efficiency: 'high' }],
      ['last_maintenance', { last_maintenance: 'yesterday' }],
      ['last_maintenance', { last_maintenance: '2024-W02' }],
    ])('are told with 422 that %s is wrong', async (field, wrong) => {
      const right = Object.keys(wrong).length === 0 ? {} : (JSON.parse(CREATE) as object);
      const answer = await post<{ errors: { field: string }[] }>('/machines/', {
        ...right,
        ...wrong,
      });
      expect(answer.status).toBe(422);
      expect(answer.body.errors.map((each) => each.field)).toContain(field);
    });

    it('OPS-17: read instants with a zone in UTC, and are refused what is no number', async () => {
      const body = { ...(JSON.parse(CREATE) as object), machine_name: 'ZONED' };
      const zoned = await post<Machine>('/machines/', {
        ...body,
        last_maintenance: '2024-01-12T08:00:00+02:00',
      });
      expect(zoned.body).toMatchObject({ last_maintenance: '2024-01-12T06:00:00' });
      expect((await get('/machines/one')).status).toBe(422);
      expect((await get('/machines/0')).status).toBe(404);
    });

    it('see what the registry registered, and the registry sees theirs', async () => {
      const made = await post('/api/v1/equipment', {
        code: 'SEEN-1',
        name: 'Press',
        class: 'press',
      });
      const machines = (await get<Machine[]>('/machines/?limit=1000')).body;
      expect(machines.at(-1)).toMatchObject({ machine_name: 'Press', efficiency: null });
      expect(machines.at(-1)?.id).toBe(made.body.data['number']);
    });
  });

  describe('of a fault reporter', () => {
    const TEST_EQUIPMENT = {
      equipment_code: 'EQ-TEST-001',
      equipment_name: 'Test Equipment',
      status: 'ONLINE',
    };
    const CHILLER = {
      equipment_code: 'EQ-001',
      equipment_name: 'Chiller Unit - Main Building',
      description: 'Primary chiller for HVAC system',
      manufacturer: 'Carrier',
      model: '30XA-1002',
      status: 'ONLINE',
    };

    it('REG-03 API-05 API-06 create equipment, and a second of its code is a conflict', async () => {
      const response = await post('/api/v1/equipment', TEST_EQUIPMENT);
      expect(response).toMatchObject({ status: 201, body: { success: true } });
      expect(response.body.data).toMatchObject(TEST_EQUIPMENT);
      expect((await post('/api/v1/equipment', TEST_EQUIPMENT)).status).toBe(409);
    });

    it('REG-05 REG-07 REG-25 read back the fields that they wrote', async () => {
      const { data } = (await post('/api/v1/equipment', CHILLER)).body;
      const read = await get(`/api/v1/equipment/${data.id}`);
      expect(read.body).toMatchObject({ success: true, data: CHILLER });
      expect(read.body.data).toHaveProperty('created_at');
      expect(read.body.data).toMatchObject({ location: null, alert_count: 0 });
    });

    it('have a status of ONLINE when they name none', async () => {
      const { status: _, ...rest } = CHILLER;
      const made = await post('/api/v1/equipment', { ...rest, equipment_code: 'EQ-002' });
      expect(made.body.data['status']).toBe('ONLINE');
    });

    it('REG-22 API-07 list in pages with search and status', async () => {
      const list = await get<{ data: object[]; pagination: object }>(
        '/api/v1/equipment?page=1&page_size=20&search=chiller&status=ONLINE',
      );
      expect(list.status).toBe(200);
      expect(list.body.data).toContainEqual(expect.objectContaining(CHILLER));
      expect(list.body.pagination).toEqual({
        ...{ page: 1, page_size: 20, total_pages: 1, total_count: list.body.data.length },
        ...{ has_next: false, has_previous: false },
      });
    });

    it('API-11 change a part by PATCH, or by PUT when they say so; else are told of PATCH', async () => {
      const made = await post('/api/v1/equipment', { ...CHILLER, equipment_code: 'EQ-003' });
      const path = `/api/v1/equipment/${made.body.data.id}`;
      const part = { equipment_name: 'Renamed', status: 'MAINTENANCE' };
      const refused = await put<{ detail: string }>(path, part);
      expect(refused.status).toBe(422);
      expect(refused.body.detail).toContain('PATCH');
      const changed = await put(path, part, { prefer: 'handling=partial' });
      expect(changed.headers.get('preference-applied')).toBe('handling=partial');
      expect(changed.body.data).toMatchObject({ ...part, manufacturer: 'Carrier' });
      const back = await registry.admin.send<Envelope>('PATCH', path, {
        body: { status: 'ONLINE' },
      });
      expect(back.body.data).toMatchObject({ status: 'ONLINE', manufacturer: 'Carrier' });
    });

    it('REG-23 delete with 204, softly', async () => {
      const made = await post('/api/v1/equipment', { ...CHILLER, equipment_code: 'EQ-004' });
      const path = `/api/v1/equipment/${made.body.data.id}`;
      expect((await registry.admin.send('DELETE', path, {})).status).toBe(204);
      expect(await get(path)).toMatchObject({ status: 404, body: { success: false } });
      const [row] = await registry.plant.database.admin.query<{ deleted_at: Date }[]>(
        'SELECT deleted_at FROM assets.equipment WHERE id = $1',
        [made.body.data.id],
      );
      expect(row?.deleted_at).toBeInstanceOf(Date);
    });

    it.each([
      ['code', { equipment_code: 'lower-case' }],
      ['code', { equipment_code: 'X'.repeat(51) }],
      ['name', { equipment_name: '' }],
      ['name', { equipment_name: 'x'.repeat(201) }],
      ['status', { status: 'SLEEPING' }],
      ['locationId', { location_id: 'kitchen' }],
    ])('REG-03 are told which field is wrong: %s', async (field, wrong) => {
      const answer = await post<{ errors: { field: string }[] }>('/api/v1/equipment', {
        ...TEST_EQUIPMENT,
        ...wrong,
      });
      expect(answer.status).toBe(422);
      expect(answer.body.errors.map((each) => each.field)).toEqual(expect.arrayContaining([field]));
    });
  });

  describe('of a fleet', () => {
    const TRACTOR = {
      name: 'John Deere 8R 410',
      name_ar: 'جون دير',
      equipment_type: 'tractor',
      status: 'operational',
      brand: 'John Deere',
      model: '8R 410',
      serial_number: 'JD8R410-2023-001',
      year: 2023,
      purchase_date: '2023-03-15T00:00:00Z',
      purchase_price: 450000.5,
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
    let tractor: Envelope['data'];

    it('REG-05 REG-06 REG-08 REG-09 REG-13 REG-17 LOC-01 read back every field', async () => {
      const made = await post('/api/v1/equipment', TRACTOR);
      expect(made.status).toBe(201);
      tractor = made.body.data;
      expect(tractor).toMatchObject({
        ...TRACTOR,
        purchase_date: '2023-03-15',
        purchase_price: '450000.5',
      });
      expect(tractor['equipment_id']).toBe(tractor.id);
    });

    it('LOC-01 get a name in the language that they ask for', async () => {
      const headers = { 'accept-language': 'ar-YE, en;q=0.5' };
      const path = `/api/v1/equipment/${tractor.id}`;
      const arabic = await registry.admin.get<Envelope>(path, { headers });
      expect(arabic.body.data).toMatchObject({
        ...{ name: TRACTOR.name, name_ar: TRACTOR.name_ar, displayName: TRACTOR.name_ar },
      });
      const french = await registry.admin.get<Envelope>(path, {
        headers: { 'accept-language': 'fr' },
      });
      expect(french.body.data).toMatchObject({ displayName: TRACTOR.name });
    });

    it('REG-16 find it by the code on its label', async () => {
      const found = await get(`/api/v1/equipment/qr/${TRACTOR.qr_code}`);
      expect(found).toMatchObject({ status: 200, body: { data: { id: tractor.id } } });
      expect((await get('/api/v1/equipment/qr/nothing')).status).toBe(404);
    });

    it('REG-11 change its status with their own words', async () => {
      for (const status of ['maintenance', 'repair', 'inactive', 'operational']) {
        const answer = await post(`/api/v1/equipment/${tractor.id}/status`, { status });
        expect(answer).toMatchObject({ status: 200, body: { data: { status } } });
      }
      const headers = { prefer: 'status=fleet' };
      const path = `/api/v1/equipment/${tractor.id}`;
      const read = await registry.admin.get<Envelope>(path, { headers });
      expect(read.body.data).toMatchObject({ status: 'operational' });
    });

    it('REG-13 change its position', async () => {
      const place = { latitude: 15.4, longitude: 44.2 };
      const moved = await post(`/api/v1/equipment/${tractor.id}/location`, place);
      expect(moved).toMatchObject({ status: 200, body: { data: { position: place } } });
      const read = await get(`/api/v1/equipment/${tractor.id}/location`);
      expect(read.body.data).toMatchObject({ position: place, location: null });
    });

    it('REG-26 ANA-08 list, filter and count', async () => {
      const list = await get<{ data: object[] }>(
        '/api/v1/equipment?equipment_type=tractor&status=operational',
      );
      expect(list.body.data).toEqual([
        expect.objectContaining({ equipment_id: tractor.id, status: 'operational' }),
      ]);
      const stats = await get<{ data: { byClass: object[]; byFleetStatus: object[] } }>(
        '/api/v1/equipment/stats',
      );
      expect(stats.body.data.byClass).toContainEqual({ word: 'tractor', count: 1 });
    });

    it('OBS-01 see the service healthy', async () => {
      expect((await registry.anybody.get('/healthz')).body).toMatchObject({
        status: 'healthy',
        database: 'connected',
      });
    });
  });
});
