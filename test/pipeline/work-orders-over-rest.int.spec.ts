import { createHash } from 'node:crypto';
import { eventually, type ApiClient } from '@libs/testing';
import canonicalize from 'canonicalize';
import { MaintenanceModule } from '../../apps/maintenance/src/maintenance.module.js';
import { startRegistry, type RegistryPlant } from './registry-plant.js';

type Thing = Readonly<Record<string, unknown>> & { readonly id: string };
interface One {
  readonly data: Thing;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string }[];
}
interface Many {
  readonly data: readonly Thing[];
}

const PASSWORD = 'a long password';
const POLICY = {
  ...{ autonomy: 'act', approvalAbove: null, approverLimit: null, reopenDays: 14 },
  ...{ verifiedByOther: false, signed: false, currency: 'EUR' },
};

describe('work orders over REST', () => {
  let registry: RegistryPlant;
  let equipmentId: string;
  const people = new Map<string, ApiClient>();

  beforeAll(async () => {
    registry = await startRegistry();
    await registry.plant.startAgent('maintenance', MaintenanceModule);
    equipmentId = (await made('/equipment', { code: 'P-1', name: 'Feed pump' })).id;
    for (const [username, role] of [
      ['tess', 'technician'],
      ['tom', 'technician'],
      ['olga', 'operator'],
    ] as const) {
      await made('/users', { username, password: PASSWORD, roles: [role] });
      people.set(username, await registry.anybody.login(username, PASSWORD));
    }
    await eventually('the equipment to be known', async () => {
      const { status } = await registry.admin.post('/api/v1/work-orders', { body: work() });
      return status === 201;
    });
  });

  afterAll(() => registry.plant.stop());
  afterEach(() => agree({}));

  const by = (name: string): ApiClient => people.get(name) ?? registry.admin;
  const work = (rest: object = {}) => ({
    ...{ equipmentId, kind: 'improvement', priority: 'low', title: 'Fit a guard' },
    ...rest,
  });
  const agree = (policy: object) =>
    registry.admin.send('PUT', '/api/v1/work-policy', { body: { ...POLICY, ...policy } });

  async function made(path: string, body: object): Promise<Thing> {
    return eventually(`POST ${path}`, async () => {
      const answer = await registry.admin.post<One>(`/api/v1${path}`, { body });
      return answer.status === 201 && answer.body.data;
    });
  }
  const anOrder = (rest: object = {}) => made('/work-orders', work(rest));
  const take = (client: ApiClient, { id }: Thing, step: string, body: object = {}) =>
    client.post<One>(`/api/v1/work-orders/${id}/${step}`, { body });
  async function taken(client: ApiClient, order: Thing, ...steps: (string | [string, object])[]) {
    for (const each of steps) {
      const [step, body] = typeof each === 'string' ? [each, {}] : each;
      expect(await take(client, order, step, body)).toMatchObject({ body: { success: true } });
    }
  }
  async function listed({ id }: Thing, what: string): Promise<readonly Thing[]> {
    const answer = await registry.admin.get<Many>(`/api/v1/work-orders/${id}/${what}?pageSize=100`);
    expect(answer).toMatchObject({ status: 200, body: { success: true } });
    return answer.body.data;
  }

  it('WOM-01 AUD-02: keeps comments as they were written, and each in the history', async () => {
    const order = await anOrder();
    await taken(by('olga'), order, ['comments', { text: 'It rattles at start.' }]);
    await taken(by('tess'), order, ['comments', { text: 'Bolt M8 is loose.' }]);
    expect(await listed(order, 'comments')).toMatchObject([
      { text: 'Bolt M8 is loose.', by: 'tess', workOrderId: order.id },
      { text: 'It rattles at start.', by: 'olga' },
    ]);
    expect(await listed(order, 'history')).toMatchObject([
      { version: 3, action: 'comment', by: 'tess', reason: 'Bolt M8 is loose.' },
      { version: 2, action: 'comment', by: 'olga', from: 'approved', to: 'approved' },
      { version: 1, action: 'create' },
    ]);
    expect((await take(by('olga'), order, 'comments', { text: '' })).body.errors).toMatchObject([
      { field: 'text' },
    ]);
    const change = `UPDATE maintenance.work_order_comment SET text = 'Nothing.'`;
    await expect(registry.plant.database.admin.query(change)).rejects.toThrow('never changed');
    const before = await anOrder();
    await taken(registry.admin, before, ['cancel', { reason: 'Twice.' }]);
    await taken(by('olga'), before, ['comments', { text: 'Also over orders that ended.' }]);
  });

  it('WOM-01: relates work orders, seen from both sides, and refuses circles', async () => {
    const [first, second, third] = [await anOrder(), await anOrder(), await anOrder()];
    const relate = (order: Thing, kind: string, { id: otherId }: Thing) =>
      take(registry.admin, order, 'relations', { kind, otherId });
    for (const kind of ['parent_of', 'blocks', 'follows_up', 'duplicates']) {
      expect((await relate(first, kind, second)).status).toBe(201);
      expect((await relate(second, kind, third)).status).toBe(201);
      const round = await relate(third, kind, first);
      expect([round.status, round.body.detail]).toEqual([
        409,
        'The relation would lead from a work order back to itself.',
      ]);
      expect((await relate(first, kind, second)).status).toBe(409);
    }
    expect((await relate(first, 'child_of', third)).status).toBe(409);
    expect((await relate(first, 'blocks', first)).body.errors).toMatchObject([
      { field: 'otherId' },
    ]);
    expect((await relate(first, 'likes', second)).body.errors).toMatchObject([{ field: 'kind' }]);
    const fourth = await anOrder();
    expect((await relate(fourth, 'parent_of', second)).status).toBe(409);

    const seen = await listed(third, 'relations');
    expect(seen.map(({ kind, otherId }) => [kind, otherId])).toEqual(
      expect.arrayContaining([
        ['child_of', second.id],
        ['blocked_by', second.id],
        ['followed_up_by', second.id],
        ['duplicated_by', second.id],
      ]),
    );
    expect(seen).toHaveLength(4);
    const gone = await registry.admin.send(
      'DELETE',
      `/api/v1/work-orders/${third.id}/relations/child_of/${second.id}`,
      {},
    );
    expect(gone.status).toBe(204);
    expect(await listed(third, 'relations')).toHaveLength(3);
    const [last] = await listed(second, 'history');
    expect(last).toMatchObject({
      action: 'unrelate',
      reason: `${String(third['number'])} child_of it`,
    });
  });

  it('WOM-01: does not let work begin that other work blocks, and says which', async () => {
    const [first, second] = [await anOrder(), await anOrder()];
    await taken(registry.admin, second, ['relations', { kind: 'blocked_by', otherId: first.id }]);
    await taken(by('tess'), second, 'claim');
    const early = await take(by('tess'), second, 'start');
    expect([early.status, early.body.detail]).toEqual([
      409,
      `${String(first['number'])} has to be done first.`,
    ]);
    await taken(by('tom'), first, 'claim', 'start', ['complete', { remedy: 'Drained.' }]);
    await taken(by('tess'), second, 'start');
  });

  it('WOM-01: schedules and begins work only when its parts are there or will be', async () => {
    const part = { number: 'P-7', name: 'Seal', unit: 'piece', unitCost: '3.50', leadTimeDays: 10 };
    const { id: partId } = await made('/parts', part);
    const tasks = [{ text: 'Change the seal', resultKind: 'pass_fail' }];
    const order = await anOrder({ tasks });
    const need = { partId, quantity: '2' };
    await taken(registry.admin, order, ['parts/need', need], 'plan');
    const window = (day: number) => ({
      plannedStartAt: new Date(Date.now() + day * 86_400_000).toISOString(),
      plannedEndAt: new Date(Date.now() + (day + 0.1) * 86_400_000).toISOString(),
    });
    const early = await take(registry.admin, order, 'schedule', window(9));
    expect([early.status, early.body.detail]).toEqual([
      409,
      expect.stringMatching(/^2 piece of P-7 are missing and come at .* only\.$/),
    ]);
    await taken(registry.admin, order, ['schedule', window(11)]);
    await taken(by('tess'), order, 'claim');
    expect((await take(registry.admin, order, 'schedule', window(8))).status).toBe(409);
    await taken(registry.admin, order, ['schedule', window(12)]);
    expect((await take(by('tess'), order, 'start')).status).toBe(409);
    const received = await registry.admin.post(`/api/v1/parts/${partId}/receive`, {
      body: { quantity: '5' },
    });
    expect(received.status).toBe(200);
    await taken(by('tess'), order, ['parts/reserve', need], 'start');

    const next = await anOrder({ tasks });
    const expectedAt = new Date(Date.now() + 86_400_000).toISOString();
    await taken(registry.admin, next, ['parts/need', { ...need, quantity: '9', expectedAt }]);
    await taken(registry.admin, next, 'plan', ['schedule', window(2)]);
    expect(await registry.admin.get(`/api/v1/work-orders/${next.id}/cost`)).toMatchObject({
      body: { data: { partUses: [{ needed: '9', reserved: '0', expectedAt }] } },
    });
  });

  const aTask = { text: 'Torque', resultKind: 'number', unit: 'Nm', low: 20, high: 30 };

  async function underWay(order: Thing): Promise<Thing> {
    const task = await made(`/work-orders/${order.id}/tasks`, { ...aTask, required: true });
    await taken(by('tess'), order, 'claim', 'start', [`tasks/${task.id}/result`, { number: 25 }]);
    return task;
  }

  it('WOM-02: work that has to be signed is completed only then, and what was signed stays', async () => {
    await agree({ signedKinds: ['improvement'], verifiedByOther: true });
    const order = await anOrder();
    const remedy = { remedy: 'Fitted.' };
    expect((await take(by('tom'), order, 'sign', { meaning: 'checked' })).status).toBe(409);
    const task = await underWay(order);
    const unsigned = await take(by('tess'), order, 'complete', remedy);
    expect([unsigned.status, unsigned.body.detail]).toEqual([409, 'It has to be signed first.']);
    const own = await take(by('tess'), order, 'sign', { meaning: 'performed' });
    expect([own.status, own.body.detail]).toEqual([
      403,
      'Somebody else than who did it has to sign it.',
    ]);
    expect((await take(by('olga'), order, 'sign', { meaning: 'checked' })).status).toBe(403);
    await taken(by('tom'), order, ['sign', { meaning: 'checked' }]);
    expect((await take(by('tom'), order, 'sign', { meaning: 'checked' })).status).toBe(409);

    const [signature] = await listed(order, 'signatures');
    expect(signature).toMatchObject({
      ...{ by: 'tom', meaning: 'checked', workOrderId: order.id },
      content: { number: order['number'], tasks: [{ text: 'Torque', number: 25, doneBy: 'tess' }] },
    });
    const content = canonicalize(signature?.['content']) ?? '';
    expect(createHash('sha256').update(content).digest('hex')).toBe(signature?.['hash']);
    const [last] = await listed(order, 'history');
    expect(last).toMatchObject({
      action: 'sign',
      reason: `checked, SHA-256 ${String(signature?.['hash'])}`,
    });

    const changed = await take(by('tess'), order, `tasks/${task.id}/result`, { number: 29 });
    expect([changed.status, changed.body.detail]).toEqual([
      409,
      'The work order is signed; what was signed stays as it is.',
    ]);
    expect((await take(registry.admin, order, 'tasks', aTask)).status).toBe(409);
    const forge = `UPDATE maintenance.work_order_signature SET by_name = 'tess'`;
    await expect(registry.plant.database.admin.query(forge)).rejects.toThrow('never changed');

    await taken(by('tess'), order, ['complete', remedy]);
    await taken(registry.admin, order, ['reject-work', { reason: 'It rattles.' }]);
    expect((await take(by('tess'), order, 'complete', remedy)).status).toBe(409);
    await taken(by('tess'), order, [`tasks/${task.id}/result`, { number: 29 }]);
    await taken(by('tom'), order, ['sign', { meaning: 'checked' }]);
    await taken(by('tess'), order, ['complete', remedy]);
    const hashes = (await listed(order, 'signatures')).map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(2);
  });

  it('WOM-02: asks for a signature where equipment was isolated, or the plan says so', async () => {
    await agree({ signedIsolation: true });
    const { id } = await made('/equipment', { code: 'P-2', name: 'Isolated pump' });
    await registry.admin.send('PUT', `/api/v1/equipment/${id}/safety-plan`, {
      body: { points: [{ point: 'Main switch', method: 'Lock' }] },
    });
    const isolated = await anOrder({ equipmentId: id });
    const [step] = await listed(isolated, 'tasks');
    const done = `tasks/${step?.id ?? ''}/result`;
    await taken(by('tess'), isolated, 'claim', [done, { outcome: 'pass' }], 'start');
    const remedy = { remedy: 'Fitted.' };
    expect((await take(by('tess'), isolated, 'complete', remedy)).status).toBe(409);
    await taken(by('tess'), isolated, ['sign', { meaning: 'performed' }], ['complete', remedy]);
    const free = await anOrder();
    await taken(by('tess'), free, 'claim', 'start', ['complete', remedy]);

    await agree({});
    const definition = {
      ...{ title: 'Oil', maintenanceType: 'oil_change', equipmentIds: [equipmentId] },
      ...{ timeZone: 'Europe/Berlin', signed: true },
      triggers: [{ kind: 'interval', every: 1, unit: 'hours', since: '2026-01-01T00:00:00Z' }],
    };
    const plan = await made('/maintenance-plans', { definition });
    await registry.admin.post(`/api/v1/maintenance-plans/${plan.id}/activate`, { body: {} });
    const planned = await eventually('the work of the plan', async () => {
      const path = `/api/v1/work-orders?equipmentId=${equipmentId}&kind=preventive`;
      return (await registry.admin.get<Many>(path)).body.data[0];
    });
    await taken(by('tess'), planned, 'claim', 'start');
    expect((await take(by('tess'), planned, 'complete', remedy)).body.detail).toBe(
      'It has to be signed first.',
    );
  });
});
