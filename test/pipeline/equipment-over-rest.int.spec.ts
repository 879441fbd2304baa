import { AlarmsModule } from '../../apps/alarms/src/alarms.module.js';
import { MaintenanceModule } from '../../apps/maintenance/src/maintenance.module.js';
import { AcquisitionModule } from '../../apps/acquisition/src/acquisition.module.js';
import { DetectionModule } from '../../apps/detection/src/detection.module.js';
import { eventually, type ApiAnswer } from '@libs/testing';
import { create } from 'qrcode';
import { startRegistry, type RegistryPlant } from './registry-plant.js';

type Thing = { id: string; version: number } & Record<string, unknown>;

interface Envelope {
  data: Thing;
}

interface Listed {
  data: Thing[];
  pagination: { total_count: number };
}

describe('equipment, locations and sensors over REST', () => {
  let registry: RegistryPlant;
  let count = 0;

  beforeAll(async () => {
    registry = await startRegistry();
  });

  afterAll(() => registry.plant.stop());

  const post = (path: string, body: unknown = {}): Promise<ApiAnswer<Envelope>> =>
    registry.admin.post<Envelope>(`/api/v1${path}`, { body });
  const get = <T = Envelope>(path: string): Promise<ApiAnswer<T>> =>
    registry.admin.get<T>(`/api/v1${path}`);
  const send = (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<Envelope>> =>
    registry.admin.send<Envelope>(method, `/api/v1${path}`, {
      ...(body !== undefined && { body }),
      headers,
    });
  const pump = async (more: object = {}): Promise<Thing> => {
    count += 1;
    const answer = await post('/equipment', {
      ...{ code: `P-${count}`, name: `Pump ${count}`, class: 'pump' },
      ...more,
    });
    expect(answer.status).toBe(201);
    return answer.body.data;
  };

  it('REG-12 tells the location of equipment, and finds equipment below it', async () => {
    const site = (await post('/locations', { kind: 'site', name: 'Plant', code: 'S1' })).body.data;
    const made = await post('/locations', { kind: 'room', name: 'Room 1', parentId: site.id });
    const room = made.body.data;
    expect(made.headers.get('location')).toBe(`/api/v1/locations/${room.id}`);
    const { id } = await pump({ locationId: room.id });
    expect((await get(`/equipment/${id}/location`)).body.data).toMatchObject({
      location: { id: room.id, name: 'Room 1' },
      position: null,
    });
    const below = await get<Listed>(`/equipment?location_id=${site.id}`);
    expect(below.body.data.map((each) => each.id)).toEqual([id]);
    const tree = await get<Listed>(`/locations?under=${site.id}`);
    expect(tree.body.data.map((each) => each['name'])).toEqual(['Plant', 'Room 1']);
    expect((await send('DELETE', `/locations/${room.id}`)).status).toBe(409);
    const renamed = await send(
      'PATCH',
      `/locations/${room.id}`,
      { name: 'R1' },
      { 'if-match': '"1"' },
    );
    expect(renamed.body.data).toMatchObject({ name: 'R1', version: 2 });
    expect(renamed.headers.get('etag')).toBe('"2"');
    const stale = await send(
      'PATCH',
      `/locations/${room.id}`,
      { name: 'x' },
      { 'if-match': '"1"' },
    );
    expect(stale.status).toBe(412);
  });

  it('REG-01 is replaced, patched and removed by who has seen its newest version', async () => {
    const { id } = await pump({ manufacturer: 'Halden' });
    const path = `/equipment/${id}`;
    const whole = { code: `P-${count}`, name: 'Whole', class: 'pump' };
    const put = await send('PUT', path, whole, { 'if-match': '"1"' });
    expect(put).toMatchObject({ status: 200, body: { data: { name: 'Whole', version: 2 } } });
    expect(put.body.data).toMatchObject({ manufacturer: null });
    expect((await send('PATCH', path, { year: 2020 }, { 'if-match': '"1"' })).status).toBe(412);
    const patched = await send('PATCH', path, { year: 2020 }, { 'if-match': '"2"' });
    expect(patched.headers.get('etag')).toBe('"3"');
    expect((await send('DELETE', path, undefined, { 'if-match': '"3"' })).status).toBe(204);
    expect((await get(path)).status).toBe(404);
  });

  it('TEL-08 changes and retires sensors, and notes new meters', async () => {
    const { id } = await pump();
    const hours = { code: `P-${count}.h`, key: 'operating_hours', unit: 'h', kind: 'counter' };
    const sensor = (await post(`/equipment/${id}/sensors`, hours)).body.data;
    const path = `/sensors/${sensor.id}`;
    expect((await send('PATCH', path, { name: 'Hours' })).body.data).toMatchObject({ version: 2 });
    const epoch = await post(`${path}/epochs`, { reason: 'replaced', lastValue: 100 });
    expect(epoch).toMatchObject({ status: 201, body: { data: { offset: 100 } } });
    expect((await get<Listed>(`${path}/epochs`)).body.data).toEqual([epoch.body.data]);
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await get<Listed>(`/equipment/${id}/sensors`)).body.data).toEqual([]);
    const all = await get<Listed>(`/equipment/${id}/sensors?retired=true`);
    expect(all.body.data).toHaveLength(1);
  });

  it('REG-16 REG-20 carries a tag, and is assigned', async () => {
    const { id } = await pump();
    expect((await get(`/equipment/${id}/tag`)).status).toBe(404);
    const tag = (await post(`/equipment/${id}/tag`)).body.data;
    const found = await get(`/equipment/qr/${String(tag['token'])}`);
    expect(found.body.data).toMatchObject({ id });
    const made = await post(`/equipment/${id}/assignments`, { assignee: 'tina' });
    expect(made.status).toBe(201);
    const mine = await get<Listed>('/equipment?assignee=tina');
    expect(mine.body.data.map((each) => each.id)).toEqual([id]);
    const path = `/equipment/${id}/assignments/${made.body.data.id}`;
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await get<Listed>(`/equipment/${id}/assignments`)).body.data).toEqual([]);
  });

  it('REG-16: draws a label of its tag, with its name in the language asked for', async () => {
    const { id } = await pump({ names: { ar: 'مضخة <1>' } });
    const path = `/equipment/${id}/qr-label`;
    expect((await get(path)).status).toBe(404);
    const { token } = (await post(`/equipment/${id}/tag`)).body.data as unknown as {
      token: string;
    };
    expect(Buffer.from(token, 'base64url')).toHaveLength(16);
    const svg = await get<string>(`${path}?language=ar-EG&size=400`);
    expect(svg.headers.get('content-type')).toBe('image/svg+xml');
    expect(svg.headers.get('cache-control')).toBe('private, no-cache');
    expect(svg.body).toContain(`>P-${count}</text>`);
    expect(svg.body).toContain('>مضخة &lt;1&gt;</text>');
    const content = `${registry.admin.url}/api/v1/equipment/qr/${token}`;
    const { size } = create(content, { errorCorrectionLevel: 'Q' }).modules;
    expect(svg.body).toContain(`viewBox="0 0 ${size + 8} ${size + 16}"`);
    const etag = svg.headers.get('etag') ?? '';
    const again = await registry.admin.get(`/api/v1${path}?language=ar-EG&size=400`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    const png = await get<string>(`${path}?format=png`);
    expect(png.headers.get('content-type')).toBe('image/png');
    for (const wrong of ['format=gif', 'size=63', 'size=2049']) {
      expect([wrong, (await get(`${path}?${wrong}`)).status]).toEqual([wrong, 422]);
    }
    expect((await registry.anybody.get(`/api/v1${path}`)).status).toBe(401);
    // A new tag makes another label, and the old one finds nothing at once.
    await post(`/equipment/${id}/tag`);
    expect((await get(`/equipment/qr/${token}`)).status).toBe(404);
    const changed = await get(`${path}?language=ar-EG&size=400`);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('REG-18 REG-19 keeps diagrams, manuals and photos', async () => {
    const { id } = await pump();
    const path = `/equipment/${id}/documents`;
    const diagram = {
      kind: 'diagram',
      title: 'P&ID 7',
      address: 'https://files.example/pid-7.pdf',
    };
    const photo = { kind: 'photo', title: 'Nameplate', address: 'https://files.example/1.jpg' };
    const first = await post(path, { ...diagram, mediaType: 'application/pdf' });
    const second = await post(path, photo);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect((await get<Listed>(path)).body.data).toEqual([second.body.data, first.body.data]);
    expect((await get<Listed>(`${path}?kind=diagram`)).body.data).toEqual([first.body.data]);
    const script = { ...photo, address: 'javascript:alert(1)' };
    expect((await post(path, script)).status).toBe(422);
    expect((await send('DELETE', `${path}/${first.body.data.id}`)).status).toBe(204);
    expect((await send('DELETE', `${path}/${first.body.data.id}`)).status).toBe(404);
    expect((await get<Listed>(path)).body.data).toEqual([second.body.data]);
  });

  it('REG-10 tells its history from its first state on', async () => {
    const { id } = await pump({ lifecycle: 'planned' });
    for (const lifecycle of ['commissioning', 'in_service', 'mothballed']) {
      await post(`/equipment/${id}/status`, { lifecycle, reason: 'As planned' });
    }
    const history = await get<Listed>(`/equipment/${id}/history?kind=lifecycle`);
    expect(history.body.data.map(({ to }) => to)).toEqual([
      ...['mothballed', 'in_service', 'commissioning', 'planned'],
    ]);
  });

  it('C9 takes skip and limit for page and page size', async () => {
    await pump();
    await pump();
    const bySkip = await get<Listed>('/equipment?skip=1&limit=1');
    const byPage = await get<Listed>('/equipment?page=2&page_size=1');
    expect(bySkip.body.data).toEqual(byPage.body.data);
    expect(bySkip.body.pagination).toEqual(byPage.body.pagination);
  });

  it('REG-06 knows classes by many words', async () => {
    const classes = await get<Listed>('/equipment/classes');
    expect(classes.body.data).toContainEqual(
      expect.objectContaining({ class: 'lathe', aliases: ['Lathe', 'Lathe Machine'] }),
    );
    const { id } = await pump({ class: 'Lathe Machine' });
    const found = await get<Listed>('/equipment?class=lathe');
    expect(found.body.data.map((each) => each.id)).toEqual([id]);
  });

  it('REG-21 TEL-08 ALM-01 shows location, open alarms and latest values, or that nobody can tell', async () => {
    const location = (await post('/locations', { kind: 'field', name: 'North' })).body.data;
    const { id } = await pump({ locationId: location.id });
    expect((await get(`/equipment/${id}`)).body.data).toMatchObject({
      ...{ location: { id: location.id }, openAlarmCount: null, latestValues: null },
    });
    await registry.plant.startAgent('acquisition', AcquisitionModule);
    await registry.plant.startAgent('detection', DetectionModule);
    await registry.plant.startAgent('alarms', AlarmsModule);
    await registry.plant.startAgent('maintenance', MaintenanceModule);
    const sensor = { code: `P-${count}.p`, key: 'pressure', unit: 'bar' };
    const { id: sensorId } = (await post(`/equipment/${id}/sensors`, sensor)).body.data;
    await eventually('the limit', async () => {
      const limit = { kind: 'high', threshold: 9, severity: 'high' };
      return (await post(`/sensors/${sensorId}/limits`, limit)).status === 201;
    });
    const readings = [{ sensor: sensor.code, value: 12 }];
    const detail = await eventually(
      'the alarm',
      async () => {
        await post('/readings', { readings });
        const { data } = (await get(`/equipment/${id}`)).body;
        return data['openAlarmCount'] === 1 && data;
      },
      30_000,
    );
    expect(detail).toMatchObject({
      openAlarms: [{ equipmentId: id }],
      latestValues: [{ sensorId, key: 'pressure', value: 12, unit: 'bar' }],
      alert_count: 1,
    });
    const alerts = await get<Listed>(`/equipment/alerts?equipment_id=${id}&priority=high`);
    expect(alerts.body).toMatchObject({
      data: [{ kind: 'alarm', equipment_id: id, priority: 'high', is_overdue: false }],
      pagination: { total_count: 1 },
    });
    for (const other of ['priority=low', 'is_overdue=true', 'kind=maintenance_due']) {
      const none = await get<Listed>(`/equipment/alerts?equipment_id=${id}&${other}`);
      expect(none.body).toMatchObject({ data: [], pagination: { total_count: 0 } });
    }
    const wrong = await get(`/equipment/alerts?priority=urgent`);
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'priority' }] } });
  });

  it('TEL-11 tells latest values and readings in the unit asked for, or says why not', async () => {
    const { id } = await pump();
    const body = { code: `P-${count}.t`, key: 't', unit: '°C' };
    const { id: sensorId, unit } = (await post(`/equipment/${id}/sensors`, body)).body.data;
    expect(unit).toBe('Cel');
    const readings = [{ sensor: body.code, value: 100, unit: '°C' }];
    expect((await post('/readings', { readings })).status).toBe(202);
    const latest = await eventually('the value', async () => {
      const { data } = (await get<Listed>(`/equipment/${id}/latest?unit=K`)).body;
      return data.length > 0 && data;
    });
    expect(latest).toMatchObject([{ value: 373.15, unit: 'K' }]);
    const series = await get(`/sensors/${sensorId}/readings?unit=${encodeURIComponent('[degF]')}`);
    expect(series.body.data).toMatchObject({ unit: '[degF]', points: [{ average: 212 }] });
    const wrong = await get(`/sensors/${sensorId}/readings?unit=bar`);
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'unit' }] } });
  });

  it('TEL-03 TEL-09 takes telemetry of vehicles, and shows it on the equipment', async () => {
    const { id } = await pump({ class: 'tractor' });
    const told = { fuel_percent: 62.5, hours: 1204.3, lat: 15.4, lon: 44.2 };
    const taken = await post(`/equipment/${id}/telemetry`, told);
    expect(taken).toMatchObject({ status: 202, body: { data: { equipmentId: id, readings: 2 } } });
    const shown = await eventually('the values', async () => {
      const { data } = (await get(`/equipment/${id}`)).body;
      return data['current_hours'] !== undefined && data;
    });
    expect(shown).toMatchObject({
      ...{
        current_fuel_percent: 62.5,
        current_hours: 1204.3,
        current_lat: 15.4,
        current_lon: 44.2,
      },
    });
    const telemetry = await get(`/equipment/${id}/telemetry`);
    expect(telemetry.body.data).toMatchObject({
      equipment_id: id,
      fuel_level: { value: 62.5, unit: '%', quality: 'good' },
      operating_hours: { value: 1204.3, unit: 'h' },
      position: { latitude: 15.4, longitude: 44.2 },
      series: [
        { key: 'fuel_level', unit: '%', points: [{ average: 62.5, count: 1 }] },
        { key: 'operating_hours', unit: 'h', points: [{ average: 1204.3, count: 1 }] },
      ],
    });
    const { id: bare } = await pump();
    expect((await get(`/equipment/${bare}/telemetry`)).body.data).toMatchObject({
      ...{ fuel_level: null, operating_hours: null, position: null, series: [] },
    });
    await post(`/equipment/${id}/telemetry`, { hours: 1205 });
    const sensors = await get<Listed>(`/equipment/${id}/sensors`);
    expect(sensors.body.data.map(({ key, unit, kind }) => [key, unit, kind]).sort()).toEqual([
      ['fuel_level', '%', 'gauge'],
      ['operating_hours', 'h', 'counter'],
    ]);
    const wrong = await registry.admin.post<{ errors: { field: string }[] }>(
      `/api/v1/equipment/${id}/telemetry`,
      { body: { fuel_percent: 101 } },
    );
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'fuelPercent' }] } });
    expect((await post(`/equipment/${id}/telemetry`)).status).toBe(422);
  });
});
