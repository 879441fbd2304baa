import { AnomalyDetected, EquipmentRegistered } from '@libs/contracts';
import type { ApiClient } from '@libs/testing';
import { aCloudEvent, anAnomaly, eventually, publishEvent, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { alarms } from '../../apps/alarms/src/alarms.module.js';
import { TENANT, startGateway } from './start-gateway.js';

interface Answer {
  readonly data: {
    readonly id: string;
    readonly state: string;
    readonly version: number;
    readonly operators: number;
    readonly happened: string;
  };
  readonly detail: string;
  readonly errors?: readonly { readonly field: string }[];
  readonly allowed: readonly string[];
}

describe('alarms over REST', () => {
  let plant: TestPlant;
  let api: ApiClient;
  let alarmPath: string;
  let caseId: string;
  const equipmentId = uuidv7();

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent(alarms.agent, alarms.module);
    api = await startGateway(plant);

    const facts = { code: 'P-1', name: 'Feed pump', class: 'pump', criticality: 'A' as const };
    const about = { tenantId: TENANT };
    const registered = aCloudEvent(EquipmentRegistered, { equipmentId, ...facts }, about);
    await publishEvent(await plant.connect('assets'), registered);
    const found = aCloudEvent(AnomalyDetected, anAnomaly(equipmentId), about);
    await publishEvent(await plant.connect('detection'), found);
    const alarm = await eventually('an alarm', async () => {
      const { body } = await api.get<{ data: { id: string; caseId: string }[] }>(
        `/api/v1/alarms?equipmentId=${equipmentId}&state=unacknowledged`,
      );
      return body.data[0];
    });
    alarmPath = `/api/v1/alarms/${alarm.id}`;
    caseId = alarm.caseId;
  });

  afterAll(() => plant.stop());

  const post = (path: string, body: object = {}) => api.post<Answer>(path, { body });

  it('are shelved and unshelved, and a refusal says why and what is allowed', async () => {
    const shelved = await post(`${alarmPath}/shelve`, { minutes: 30, reason: 'cable' });
    expect([shelved.status, shelved.body.data.state]).toEqual([200, 'shelved']);
    const back = await post(`${alarmPath}/unshelve`);
    expect([back.status, back.body.data.state]).toEqual([200, 'unacknowledged']);
    const again = await post(`${alarmPath}/unshelve`);
    expect([again.status, again.body.detail]).toEqual([409, 'The alarm is not shelved.']);
    expect(again.body.allowed).toContain('shelve');
    expect((await post(`${alarmPath}/shelve`, { minutes: 30 })).status).toBe(422);
    expect((await post(`${alarmPath}/reset`)).status).toBe(409);
  });

  it('are suppressed, taken out of service and commented on, and tell their history', async () => {
    expect((await post(`${alarmPath}/suppress`, { reason: 'cleaning' })).status).toBe(200);
    const out = await post(`${alarmPath}/take-out-of-service`, { reason: 'workshop' });
    expect(out.body.data.state).toBe('out_of_service');
    expect((await post(`${alarmPath}/return-to-service`)).status).toBe(200);
    expect((await post(`${alarmPath}/unsuppress`)).status).toBe(200);
    expect((await post(`${alarmPath}/comments`, { comment: 'seen' })).status).toBe(200);
    const { body } = await api.get<{ data: { happened: string }[] }>(`${alarmPath}/history`);
    expect(body.data.map(({ happened }) => happened).reverse()).toEqual([
      'raised',
      'shelved',
      'unshelved',
      'suppressed',
      'suppressed',
      'unsuppressed',
      'unsuppressed',
      'commented',
    ]);
  });

  it('ALM-01: have a policy, counts and figures', async () => {
    const policy = { operators: 3, shelveLow: 60, shelveMedium: 60, shelveHigh: 60 };
    const body = { ...policy, shelveCritical: 0, reopenDays: 7 };
    const put = await api.send<Answer>('PUT', '/api/v1/alarms/policy', { body });
    expect([put.status, put.body.data.operators]).toEqual([200, 3]);
    const kpis = await api.get<{ data: object }>('/api/v1/alarms/kpis');
    expect(kpis.body.data).toMatchObject({ operators: 3, annunciated: 1, shelvings: 1 });
    const counts = await api.get<{ data: object }>('/api/v1/alarms/count');
    expect(counts.body.data).toEqual({ alarms: 1, openAlarms: 1, cases: 1, openCases: 1 });
  });

  it('come from rules that are drafted, shadowed, activated and retired', async () => {
    const condition = { name: 'odd', kind: 'anomaly', value: 0.5 };
    const definition = { anyOf: [{ allOf: [condition] }], severity: 'low', message: 'Odd.' };
    const drafted = await post('/api/v1/alarm-rules', { code: 'ODD', name: 'Odd', definition });
    expect([drafted.status, drafted.body.data.version]).toEqual([201, 1]);
    const path = `/api/v1/alarm-rules/${drafted.body.data.id}`;
    const early = await post(`${path}/versions/1/activate`);
    expect([early.status, early.body.allowed]).toEqual([409, ['revise', 'shadow', 'retire']]);
    for (const [step, state] of [
      ['shadow', 'shadow'],
      ['activate', 'active'],
      ['retire', 'retired'],
    ] as const) {
      const { status, body } = await post(`${path}/versions/1/${step}`);
      expect([status, body.data.state]).toEqual([200, state]);
    }
    const comparison = await api.get<{ data: object }>(`${path}/comparison`);
    expect([comparison.status, comparison.body.data]).toMatchObject([
      200,
      { version: 1, figures: { alarms: 0, state: 'retired' }, active: null },
    ]);
    const noReason = await post(`${path}/versions/1/roll-back`);
    expect(noReason.status).toBe(422);
    const back = await post(`${path}/versions/1/roll-back`, { reason: 'It was right.' });
    expect([back.status, back.body.data.state]).toEqual([200, 'active']);
    const decisions = await api.get<{ data: object[] }>(`${path}/activations`);
    expect(decisions.body.data).toMatchObject([
      { kind: 'rolled_back', comment: 'It was right.', activatedBy: 'admin' },
      { kind: 'activated', comparison: { figures: { state: 'shadow' } } },
    ]);
    await post(`${path}/versions/1/retire`);
    const revised = await api.send<Answer>('PUT', path, { body: { name: 'Odd', definition } });
    expect([revised.status, revised.body.data.version]).toEqual([200, 2]);
    const versions = await api.get<{ data: object[] }>(`${path}/versions`);
    expect(versions.body.data).toHaveLength(2);
    const faulty = { ...definition, anyOf: [{ allOf: [condition, condition] }] };
    const body = { code: 'BAD', name: 'Bad', definition: faulty };
    expect((await post('/api/v1/alarm-rules', body)).status).toBe(422);
  });

  it('WOM-01: work for a case is ordered on its equipment, and for a case that there is', async () => {
    const work = { kind: 'improvement', priority: 'low', title: 'Look at it', equipmentId };
    const order = (rest: object) => post('/api/v1/work-orders', { ...work, ...rest });
    expect((await order({ caseId: uuidv7() })).status).toBe(404);
    const { status, body } = await order({ caseId, equipmentId: uuidv7() });
    expect({ status, errors: body.errors }).toMatchObject({
      status: 422,
      errors: [{ field: 'caseId' }],
    });
  });

  it('end their case as a false positive, which is reopened', async () => {
    const path = `/api/v1/cases/${caseId}`;
    const evidence = await api.get<{ data: object[] }>(`${path}/evidence`);
    expect(evidence.body.data).toMatchObject([{ kind: 'anomaly' }]);
    const marked = await post(`${path}/false-positive`, { reason: 'load changed' });
    expect(marked.status).toBe(200);
    expect((await post(`${path}/duplicate`, { reason: 'x', duplicateOf: uuidv7() })).status).toBe(
      404,
    );
    expect((await post(`${path}/reopen`, { reason: 'no, it shakes' })).status).toBe(200);
    expect((await post(`${path}/reopen`, { reason: 'again' })).status).toBe(409);
  });
});
