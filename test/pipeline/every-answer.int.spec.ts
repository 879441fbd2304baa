import { AnomalyDetected, AnomalyExpired } from '@libs/contracts';
import {
  aCloudEvent,
  anAnomaly,
  anExpiry,
  ApiClient,
  eventually,
  plantSignal,
  publishEvent,
  TestPlant,
} from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { PASSWORD, startEveryAgent, TENANT } from './every-agent.js';

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Record<string, { schema?: object }> }>
  >;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Listed {
  readonly id: string;
  readonly caseId: string;
  readonly rule?: string;
  readonly latched?: boolean;
  readonly active?: boolean;
}
interface Answer {
  readonly id?: string | number;
  readonly detail?: string;
  readonly data?: { readonly id?: string } & Readonly<Record<string, unknown>>;
}

/** Routes whose answers are checked elsewhere, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'GET /api/v1/live': 'a stream, not JSON: test/pipeline/rest-api',
  'POST /api/v1/auth/verify': 'needs an issuer: apps/gateway/src/oidc',
  'DELETE /api/v1/users/{id}/identities': 'needs an issuer: apps/gateway/src/oidc',
};

/** What a question needs to be answered. */
const QUERIES: Readonly<Record<string, string>> = {
  '/api/v1/analytics/timeline': '?equipmentId={equipment}',
};

const AT = '2026-03-01T00:00:00.000Z';
const MOST_READINGS = 1000;

/** Calls routes by their template; the ids in it are those of what was made or listed last. */
class Walker {
  readonly answered = new Set<string>();
  readonly faults: string[] = [];
  /** The id that stands behind a path. */
  readonly known = new Map<string, string>();

  constructor(public client: ApiClient) {}

  async call(method: string, template: string, body?: object, query = ''): Promise<Answer> {
    const route = `${method} ${template}`;
    const path = this.resolve(template);
    const { status, body: answer } = await this.client.send<Answer | ''>(
      method,
      `${path}${query}`,
      method === 'GET' || method === 'DELETE' ? {} : { body: body ?? {} },
    );
    if (status >= 200 && status < 300) this.answered.add(route);
    else this.faults.push(`${route}: ${status} ${JSON.stringify(answer)}`);
    const told = answer === '' ? {} : answer;
    const id = told.data?.id ?? told.id;
    if (method === 'POST' && id !== undefined) this.known.set(template, String(id));
    return told;
  }

  post = (path: string, body?: object) => this.call('POST', `/api/v1${path}`, body);
  put = (path: string, body: object) => this.call('PUT', `/api/v1${path}`, body);
  patch = (path: string, body: object) => this.call('PATCH', `/api/v1${path}`, body);
  remove = (path: string) => this.call('DELETE', `/api/v1${path}`);
  idOf = (path: string) => this.known.get(`/api/v1${path}`) ?? '';

  /** Makes something, does away with it, and makes another. */
  async renew(path: string, parameter: string, body: () => object): Promise<void> {
    await this.post(path, body());
    await this.remove(`${path}/{${parameter}}`);
    await this.post(path, body());
  }

  /** Asks a question; of a list, its first item is known from then on. */
  async read(path: string): Promise<void> {
    const query = (QUERIES[path] ?? '').replace('{equipment}', this.idOf('/equipment'));
    const { data } = await this.call('GET', path, undefined, query);
    const [first] = Array.isArray(data) ? (data as { id?: string }[]) : [];
    if (first?.id !== undefined && !this.known.has(path)) this.known.set(path, first.id);
  }

  private resolve(template: string): string {
    return template.replace(/\{\w+\}/g, (_, at: number) => {
      return this.known.get(template.slice(0, at - 1)) ?? 'unknown';
    });
  }
}

describe('API-02: the answers of every route', () => {
  let plant: TestPlant;
  let detection: NatsConnection;
  let walker: Walker;
  let document: Document;
  let tractor = '';
  let count = 0;

  const next = (): number => (count += 1);
  const another = (name: string): string => `${name}-${next()}`;
  const tell = async (contract: typeof AnomalyDetected | typeof AnomalyExpired, data: object) => {
    const event = aCloudEvent<object>(contract, data, { tenantId: TENANT });
    await publishEvent(detection, event);
  };
  /** The first of a list, once it has one. */
  const firstOf = (
    path: string,
    isRight: (item: Listed) => boolean = () => true,
  ): Promise<Listed> =>
    eventually(
      `something in ${path} after ${walker.faults.join()}`,
      async () => {
        const { body } = await walker.client.get<{ data?: Listed[] }>(`/api/v1${path}`);
        return body.data?.find(isRight);
      },
      60_000,
    );
  const newEquipment = async (criticality = 'D'): Promise<string> => {
    const body = { code: another('E'), name: 'Tractor', class: 'tractor', criticality };
    return (await walker.post('/equipment', body)).data?.id ?? '';
  };

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    detection = await plant.connect('detection');
    walker = new Walker(await startEveryAgent(plant));
    document = (await walker.client.get<Document>('/docs/openapi.json')).body;
    await writeRegistry();
    await writeReadings();
    await writeAlarms();
    await writeWork();
    await writeAccounts();
    await readAll();
  }, 300_000);

  afterAll(() => plant.stop());

  async function writeRegistry(): Promise<void> {
    await walker.renew('/locations', 'id', () => ({ kind: 'site', name: another('Site') }));
    await walker.patch('/locations/{id}', { name: 'North' });
    await newEquipment();
    await walker.remove('/equipment/{id}');
    await newEquipment();
    const locationId = walker.idOf('/locations');
    await walker.patch('/equipment/{id}', { description: 'Red', locationId });
    const whole = { code: `E-${count}`, name: 'Tractor', class: 'tractor' };
    await walker.put('/equipment/{id}', { ...whole, locationId });
    await walker.post('/equipment/{id}/status', { status: 'Running' });
    await walker.post('/equipment/{id}/location', { position: { latitude: 1, longitude: 2 } });
    const tag = await walker.post('/equipment/{id}/tag');
    walker.known.set('/api/v1/equipment/qr', String(tag.data?.['token']));
    const assigned = () => ({ assignee: another('tina'), role: 'owner' });
    await walker.renew('/equipment/{id}/assignments', 'assignmentId', assigned);
    const paper = () => ({ kind: 'manual', title: 'Manual', address: 'https://plant.example/m' });
    await walker.renew('/equipment/{id}/documents', 'documentId', paper);
    const hour = { from: AT, to: '2026-03-01T01:00:00.000Z' };
    await walker.post('/equipment/{id}/states', { ...hour, state: 'productive', reason: 'Shift' });
    await walker.post('/equipment/{id}/production', { ...hour, produced: 10, good: 9 });
    const rates = { from: AT, labourPerHour: '60', downtimePerHour: '900' };
    await walker.put('/equipment/{id}/cost-rates', rates);
    const machine = {
      machine_name: another('CNC'),
      machine_type: 'Milling',
      operational_status: 'Running',
      efficiency: 87.5,
      last_maintenance: '2024-01-12T08:00:00',
    };
    await walker.call('POST', '/machines', machine);
    await walker.call('PUT', '/machines/{id}', machine);
    await walker.call('GET', '/machines/{id}');
    await walker.call('DELETE', '/machines/{id}');
    await walker.call('POST', '/machines', machine);
  }

  async function writeReadings(): Promise<void> {
    tractor = walker.idOf('/equipment');
    const sensor = (key: string, rest: object) => ({ code: another(`S.${key}`), key, ...rest });
    const sensors = '/equipment/{id}/sensors';
    const made = async (body: object): Promise<void> => {
      const { data } = await walker.post(sensors, body);
      walker.known.set('/api/v1/sensors', data?.id ?? '');
    };
    await made(sensor('hours', { unit: 'h', kind: 'counter' }));
    await walker.post('/sensors/{id}/epochs', { reason: 'reset', lastValue: 10, firstValue: 0 });
    await walker.remove('/sensors/{id}');
    const pressure = sensor('pressure', { unit: 'bar' });
    await made(pressure);
    await walker.patch('/sensors/{id}', { name: 'Pressure' });
    const limit = { kind: 'high', threshold: 10_000, severity: 'low' };
    const { data } = await eventually('the sensor to be known', async () => {
      const answer = await walker.client.send<Answer>(
        'POST',
        `/api/v1/sensors/${walker.idOf('/sensors')}/limits`,
        { body: limit },
      );
      return answer.status === 201 && answer.body;
    });
    walker.known.set('/api/v1/limits', data?.id ?? '');
    await walker.remove('/limits/{id}');
    await walker.post('/sensors/{id}/limits', limit);
    const signal = plantSignal({
      ...{ kind: 'pressure', seed: 100, length: 3660, fault: { kind: 'doubling', at: 3600 } },
    });
    const code = pressure.code;
    const readings = signal.map(({ atMs, value }) => ({
      ...{ sensor: code, value, at: new Date(atMs).toISOString() },
    }));
    let sent: Answer = {};
    for (let from = 0; from < readings.length; from += MOST_READINGS) {
      sent = await walker.post('/readings', {
        readings: readings.slice(from, from + MOST_READINGS),
      });
    }
    walker.known.set('/api/v1/traces', String(sent.data?.['correlationId']));
    await walker.post('/readings', { readings: [{ sensor: 'none', value: 1, at: AT }] });
    await walker.post('/equipment/{id}/telemetry', { fuelPercent: 50 });
    walker.known.set('/api/v1/quarantine', (await firstOf('/quarantine')).id);
    await walker.post('/quarantine/{id}/replay');
    await firstOf('/anomalies');
    await walker.renew('/device-credentials', 'id', () => ({ gateway: another('line') }));
  }

  async function writeAlarms(): Promise<void> {
    await walker.put('/alarms/policy', {
      ...{ operators: 2, shelveLow: 60, shelveMedium: 60, shelveHigh: 60 },
      ...{ shelveCritical: 60, reopenDays: 7 },
    });
    const [calm, odd] = [await newEquipment(), await newEquipment()];
    const group = { allOf: [{ name: 'odd', kind: 'anomaly', value: 0.5 }] };
    const definition = {
      ...{ anyOf: [group], severity: 'low', message: 'Odd.', latching: true },
      equipmentIds: [odd],
    };
    await walker.post('/alarm-rules', { code: 'ODD', name: 'Odd', definition });
    walker.known.set('/api/v1/alarm-rules/{id}/versions', '1');
    await walker.post('/alarm-rules/{id}/versions/{version}/shadow');
    await walker.post('/alarm-rules/{id}/versions/{version}/activate');
    const alarmOf = async (equipmentId: string, isRight?: (item: Listed) => boolean) => {
      const alarm = await firstOf(`/alarms?equipmentId=${equipmentId}`, isRight);
      walker.known.set('/api/v1/alarms', alarm.id);
      walker.known.set('/api/v1/cases', alarm.caseId);
      return alarm;
    };
    const reason = 'checked';
    const mild = { severity: 'alert' as const };
    await tell(AnomalyDetected, anAnomaly(odd, mild));
    const byRule = ({ rule }: Listed): boolean => rule === 'rule:ODD';
    const latched = await alarmOf(odd, byRule);
    await tell(AnomalyDetected, anAnomaly(calm, mild));
    await alarmOf(calm);
    await walker.post('/alarms/{id}/shelve', { minutes: 30, reason });
    await walker.post('/alarms/{id}/unshelve');
    await walker.post('/alarms/{id}/suppress', { reason });
    await walker.post('/alarms/{id}/unsuppress');
    await walker.post('/alarms/{id}/take-out-of-service', { reason });
    await walker.post('/alarms/{id}/return-to-service');
    await walker.post('/alarms/{id}/comments', { comment: reason });
    await walker.post('/alarms/{id}/acknowledge', { comment: reason });
    await tell(AnomalyExpired, anExpiry(calm, AT));
    await firstOf(`/alarms?equipmentId=${calm}&state=cleared`);
    await firstOf(`/cases?equipmentId=${calm}&status=resolved`);
    await walker.post('/cases/{id}/reopen', { reason });
    await walker.post('/cases/{id}/resolve', { reason });
    await walker.post('/cases/{id}/reopen', { reason });
    await walker.post('/cases/{id}/false-positive', { reason });
    await walker.post('/cases/{id}/reopen', { reason });
    await walker.post('/cases/{id}/duplicate', { reason, duplicateOf: latched.caseId });
    await alarmOf(odd, byRule);
    await tell(AnomalyExpired, anExpiry(odd, AT));
    await walker.post('/alarms/{id}/acknowledge', { comment: reason });
    await firstOf(`/alarms?equipmentId=${odd}`, (each) => byRule(each) && each.active === false);
    await walker.post('/alarms/{id}/reset');
    await walker.post('/alarm-rules/{id}/versions/{version}/retire');
    await walker.put('/alarm-rules/{id}', { name: 'Odd', definition });
  }

  async function writeWork(): Promise<void> {
    const topics = ['alarm_raised', 'work_order_created'];
    const contact = () => ({ name: another('Tess'), channel: 'in_app', topics });
    await walker.renew('/contacts', 'id', contact);
    const equipmentId = walker.idOf('/equipment');
    const order = { equipmentId, kind: 'improvement', priority: 'low', title: 'Fit a guard' };
    await eventually('maintenance to know the equipment', async () => {
      const { status } = await walker.client.post('/api/v1/work-orders', { body: order });
      return status === 201;
    });
    await walker.post('/work-orders', order);
    await walker.post('/work-orders/{id}/cancel', { reason: 'Not needed' });
    const take = async (...steps: readonly (string | [step: string, body: object])[]) => {
      for (const each of steps) {
        const [step, body] = typeof each === 'string' ? [each, {}] : each;
        await walker.post(`/work-orders/{id}/${step}`, body);
      }
    };
    await walker.put('/work-policy', {
      ...{ autonomy: 'act', approvalAbove: '100', approverLimit: null, reopenDays: 7 },
      ...{ verifiedByOther: false, signed: false, currency: 'EUR' },
    });
    const reason = 'As it is';
    const costly = { ...order, draft: true, estimatedCost: '500' };
    await walker.post('/work-orders', costly);
    await take('submit', ['reject', { reason }]);
    await walker.post('/work-orders', costly);
    await take('submit', 'approve', 'claim', 'release', 'plan');
    const me = (await walker.call('GET', '/api/v1/auth/me')).data;
    const window = { plannedStartAt: '2030-01-07T06:00:00Z', plannedEndAt: '2030-01-07T14:00:00Z' };
    await take(
      ['schedule', window],
      ['assign', { actor: `user:${me?.id ?? ''}`, name: 'admin' }],
      'start',
      ['hold', { reason: 'parts' }],
      'resume',
      ['complete', { remedy: 'Fitted' }],
      ['reject-work', { reason }],
      ['complete', { remedy: 'Fitted well' }],
      'verify',
      ['reopen', { reason }],
      ['complete', { remedy: 'Fitted best' }],
      'close',
    );
    walker.known.set('/api/v1/notifications', (await firstOf('/notifications')).id);
    await walker.post('/notifications/{id}/read');
  }

  async function writeAccounts(): Promise<void> {
    const permissions = ['alarms.read'];
    await walker.renew('/roles', 'id', () => ({ name: `shift_${next()}`, permissions }));
    await walker.patch('/roles/{id}', { permissions });
    const scopes = ['readings.read'];
    await walker.renew('/api-keys', 'id', () => ({ name: another('historian'), scopes }));
    const password = 'a long password';
    await walker.renew('/users', 'id', () => ({
      ...{ username: another('tina'), password, roles: ['technician'] },
    }));
    await walker.patch('/users/{id}', { displayName: 'Tina' });
    await walker.put('/users/{id}/password', { password });
    const username = `tina-${count}`;
    const logIn = async (): Promise<ApiClient> =>
      new ApiClient(walker.client.url).login(username, password);
    const admin = walker.client;
    await logIn();
    const sessions = '/api/v1/users/{id}/sessions';
    await walker.read(sessions);
    await walker.call('DELETE', `${sessions}/{sessionId}`);
    await walker.call('DELETE', sessions);
    walker.client = await logIn();
    await walker.read('/api/v1/auth/sessions');
    await walker.remove('/auth/sessions/{id}');
    walker.client = await logIn();
    const newPassword = 'another long password';
    await walker.post('/auth/password', { oldPassword: password, newPassword });
    walker.client = new ApiClient(admin.url);
    const { data } = await walker.post('/auth/login', { username, password: newPassword });
    await walker.post('/auth/refresh', { refreshToken: data?.['refreshToken'] });
    walker.client = await walker.client.login(username, newPassword);
    await walker.post('/auth/logout');
    walker.client = await walker.client.login('admin', PASSWORD);
    for (const path of ['/api/v1/auth/sessions', sessions]) walker.known.delete(path);
  }

  async function readAll(): Promise<void> {
    walker.known.set('/api/v1/audit', '1');
    walker.known.set('/api/v1/equipment', tractor);
    const asked = Object.entries(document.paths)
      .filter(([path, item]) => item['get'] && !(`GET ${path}` in ELSEWHERE))
      .map(([path]) => path);
    // Lists first: they tell the ids of what is asked for by id.
    const depth = (path: string): number => path.split('{').length;
    for (const path of asked.sort((a, b) => depth(a) - depth(b))) await walker.read(path);
  }

  const operations = (): [route: string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, each]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        each,
      ]),
    );

  it('keep their contracts, as those that do not are refused', () => {
    expect(walker.faults).toEqual([]);
  });

  it('were each seen at least once, but for those that are shown elsewhere', () => {
    const unseen = operations()
      .map(([route]) => route)
      .filter((route) => !walker.answered.has(route) && !(route in ELSEWHERE));

    expect(unseen).toEqual([]);
  });

  it('are described by a schema each, but for those that answer nothing', () => {
    const bare = operations().flatMap(([route, { responses }]) =>
      Object.entries(responses)
        .filter(([status, { content = {} }]) => {
          const [schema] = Object.values(content).map((each) => each.schema);
          return status.startsWith('2') && status !== '204' && schema === undefined;
        })
        .map(([status]) => `${route} ${status}`),
    );

    expect(bare).toEqual([]);
  });
});
