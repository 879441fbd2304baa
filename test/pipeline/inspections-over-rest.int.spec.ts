import { ApiClient, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { alarms } from '../../apps/alarms/src/alarms.module.js';
import { assets } from '../../apps/assets/src/assets.module.js';
import { maintenance } from '../../apps/maintenance/src/maintenance.module.js';
import { startGateway } from './start-gateway.js';

interface One {
  readonly data: { readonly id: string; readonly status: string; readonly version: number };
  readonly errors?: readonly { readonly field: string }[];
}
interface Many {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly pagination: { readonly total_count: number };
}

const OPERATOR = { username: 'olga', password: 'a long password', roles: ['operator'] };

describe('inspections over REST', () => {
  let plant: TestPlant;
  let admin: ApiClient;
  let operator: ApiClient;
  let equipmentId: string;
  let templateId: string;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    for (const { agent, module } of [assets, alarms, maintenance]) {
      await plant.startAgent(agent, module);
    }
    admin = await startGateway(plant);
    await admin.post('/api/v1/users', { body: OPERATOR });
    operator = await new ApiClient(admin.url).login(OPERATOR.username, OPERATOR.password);
    const pump = { code: 'P-1', name: 'Feed pump', class: 'centrifugal_pump', criticality: 'A' };
    const registered = await eventually('the registry', async () => {
      const answer = await admin.post<One>('/api/v1/equipment', { body: pump });
      return answer.status === 201 && answer;
    });
    equipmentId = registered.body.data.id;
  });

  afterAll(() => plant.stop());

  const template = {
    code: 'PUMP-DAILY',
    name: 'Daily look',
    items: [
      { key: 'guard', text: 'The guard is in place', texts: { ar: 'الواقي' }, type: 'pass_fail' },
      {
        key: 'temperature',
        text: 'Temperature',
        type: 'number',
        unit: '°C',
        high: 80,
        severity: 4,
      },
    ],
  };

  it('INS-01: are planned by a round of a location’s equipment, by those who may', async () => {
    const refused = await operator.post('/api/v1/inspection-templates', { body: template });
    expect(refused.status).toBe(403);
    const made = await admin.post<One>('/api/v1/inspection-templates', { body: template });
    expect(made.status).toBe(201);
    templateId = made.body.data.id;

    const hall = { code: 'HALL', name: 'Hall', kind: 'building' };
    const located = await admin.post<One>('/api/v1/locations', { body: hall });
    const locationId = located.body.data.id;
    const moved = await admin.send('PATCH', `/api/v1/equipment/${equipmentId}`, {
      body: { locationId },
    });
    expect(moved.status).toBe(200);
    const round = { name: 'Hall', templateId, locationId, rrule: 'FREQ=DAILY', leadDays: 1 };
    const when = { startsAt: '2026-01-05T06:00', timeZone: 'Asia/Riyadh', windowMinutes: 60 };
    const begun = await admin.post<One>('/api/v1/inspection-rounds', {
      body: { ...round, ...when },
    });
    expect(begun.status).toBe(201);
    const path = `/api/v1/equipment/${equipmentId}/inspections?roundId=${begun.body.data.id}`;
    const planned = await eventually('an inspection', async () => {
      const { body } = await operator.get<Many>(path);
      return body.pagination.total_count > 0 && body;
    });
    expect(planned.data[0]).toMatchObject({ equipmentId, status: 'scheduled' });
    const paused = await admin.post(`/api/v1/inspection-rounds/${begun.body.data.id}/pause`, {
      headers: { 'if-match': '"7"' },
      body: {},
    });
    expect(paused.status).toBe(412);
  });

  it('INS-02 INS-03 REG-29: lead from an operator’s phone to a case and an order for work', async () => {
    const body = { templateId, equipmentId };
    const { id } = (await admin.post<One>('/api/v1/inspections', { body })).body.data;
    const path = `/api/v1/inspections/${id}`;
    const begun = await operator.post<One>(`${path}/start`, { body: {} });
    expect([begun.status, begun.headers.get('etag')]).toEqual([200, '"2"']);

    const submissionId = uuidv7();
    const wrong = [{ key: 'guard', outcome: 'pass' }, { key: 'temperature' }];
    const faulty = await operator.post<One>(`${path}/submit`, {
      body: { submissionId, items: wrong },
    });
    expect([faulty.status, faulty.body.errors?.[0]?.field]).toEqual([422, 'items.1.value']);
    const items = [wrong[0], { key: 'temperature', value: 93, comment: 'very hot' }];
    for (let time = 0; time < 2; time += 1) {
      const submitted = await operator.post<One>(`${path}/submit`, {
        body: { submissionId, items },
      });
      expect(submitted.status).toBe(200);
      expect(submitted.body.data).toMatchObject({ status: 'submitted', score: 50, version: 3 });
    }
    expect((await operator.post(`${path}/review`, { body: {} })).status).toBe(403);
    const reviewed = await admin.post<One>(`${path}/review`, { body: { comment: 'seen' } });
    expect(reviewed.body.data.status).toBe('reviewed');
    expect((await admin.post<One>(`${path}/close`, { body: {} })).body.data.status).toBe('closed');

    const found = (list: string) =>
      eventually(list, async () => {
        const of = `/api/v1/${list}?equipmentId=${equipmentId}`;
        return (await operator.get<Many>(of)).body.data[0];
      });
    expect(await found('alarms')).toMatchObject({ rule: 'inspection:temperature' });
    expect(await found('cases')).toMatchObject({ verdict: 'act_now' });
    expect(await found('work-orders')).toMatchObject({ kind: 'corrective_immediate' });

    const trend = await operator.get<{ data: object }>(
      `/api/v1/equipment/${equipmentId}/inspections/trend?templateId=${templateId}&item=temperature`,
    );
    expect(trend.body.data).toMatchObject({ high: 80, points: [{ value: 93 }], crossing: null });
    const statistics = await operator.get<{ data: object }>(
      `/api/v1/inspections/statistics?equipmentId=${equipmentId}`,
    );
    expect(statistics.body.data).toMatchObject({
      byBand: [{ word: 'major', count: 1 }],
      failingItems: [{ item: 'temperature', failed: 1, answered: 1 }],
    });
  });
});
