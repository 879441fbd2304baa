import { eventually } from '@libs/testing';
import { MaintenanceModule } from '../../apps/maintenance/src/maintenance.module.js';
import { demoPlans } from '../../tools/plant-simulator/src/demo-plans.js';
import { startRegistry, type RegistryPlant } from './registry-plant.js';

interface Envelope<T> {
  readonly data: T;
}
interface Thing {
  readonly id: string;
  readonly [field: string]: unknown;
}

describe('maintenance plans over REST', () => {
  let registry: RegistryPlant;
  const machines = new Map<string, string>();

  beforeAll(async () => {
    registry = await startRegistry();
    await registry.plant.startAgent('maintenance', MaintenanceModule);
    for (const { code } of demoPlans(Date.now())) {
      machines.set(code, (await post('/equipment', { code, name: `The ${code}` })).id);
    }
  });

  afterAll(() => registry.plant.stop());

  async function post(path: string, body: object = {}, headers = {}): Promise<Thing> {
    const answer = await registry.admin.post<Envelope<Thing>>(`/api/v1${path}`, {
      body,
      headers,
    });
    expect(answer).toMatchObject({ body: { success: true } });
    return answer.body.data;
  }

  const list = async (path: string): Promise<Thing[]> =>
    (await registry.admin.get<Envelope<Thing[]>>(`/api/v1${path}`)).body.data;

  it('OPS-09, ALM-02, ALM-03: shows the demo alerts, upcoming and overdue, in two languages', async () => {
    for (const { code, definition } of demoPlans(Date.now())) {
      const equipmentIds = [machines.get(code)];
      const plan = await post('/maintenance-plans', {
        definition: { ...definition, equipmentIds },
      });
      await post(`/maintenance-plans/${plan.id}/activate`, {}, { 'if-match': '"1"' });
    }
    await eventually('both alerts', async () => (await list('/maintenance-dues')).length === 2);
    expect(await list('/maintenance-dues')).toMatchObject([
      {
        equipmentName: 'The AGRAS-T40',
        maintenanceType: 'battery_inspection',
        priority: 'high',
        isOverdue: true,
        status: 'overdue',
        description_ar: 'فحص البطارية متأخر',
      },
      { maintenanceType: 'oil_change', priority: 'medium', isOverdue: false, dueHours: 1500 },
    ]);
    expect(await list('/maintenance-dues?overdue=false&priority=medium')).toHaveLength(1);
    expect(await list('/equipment/alerts?kind=maintenance_due')).toMatchObject([
      {
        equipment_name: 'The AGRAS-T40',
        maintenance_type: 'battery_inspection',
        description_ar: 'فحص البطارية متأخر',
        priority: 'high',
        is_overdue: true,
      },
      { maintenance_type: 'oil_change', due_hours: 1500, is_overdue: false },
    ]);
    expect(await list('/equipment/alerts?is_overdue=true')).toHaveLength(1);
  });

  it('SCH-06, REG-17: the equipment shows when it is next to be maintained', async () => {
    const [oil] = await list('/maintenance-dues?overdue=false');
    const id = machines.get('JD-8R-410') ?? '';
    await eventually('the next maintenance', async () => {
      const { body } = await registry.admin.get<Envelope<Thing>>(`/api/v1/equipment/${id}`);
      return (
        body.data['nextMaintenanceAt'] === oil?.['dueAt'] &&
        body.data['nextMaintenanceHours'] === 1500
      );
    });
  });

  it('proposes what else is due on equipment and on what is part of it', async () => {
    const parent = await post('/equipment', { name: 'Train' });
    const part = machines.get('AGRAS-T40') ?? '';
    const moved = await registry.admin.send('PATCH', `/api/v1/equipment/${part}`, {
      body: { parentId: parent.id },
    });
    expect(moved.status).toBe(200);
    const found = await list(`/opportunities?equipmentId=${parent.id}`);
    expect(found).toMatchObject([{ title: 'Battery inspection', equipmentId: part }]);
  });

  it('orders and leaves out work, and refuses what is stale or not understood', async () => {
    const [battery] = await list('/plan-occurrences?status=overdue');
    const ordered = await post(`/plan-occurrences/${battery?.id ?? ''}/order`);
    expect(ordered).toMatchObject({ status: 'ordered' });
    const { body: order } = await registry.admin.get<Envelope<Thing>>(
      `/api/v1/work-orders/${String(ordered['workOrderId'])}`,
    );
    expect(order.data).toMatchObject({ title: 'Battery inspection', status: 'approved' });
    const planId = String(ordered['planId']);
    const stale = await registry.admin.post(`/api/v1/maintenance-plans/${planId}/pause`, {
      body: {},
      headers: { 'if-match': '"1"' },
    });
    expect(stale.status).toBe(412);
    const definition = { ...demoPlans(Date.now())[0]?.definition, timeZone: 'Mars/Olympus' };
    const faulty = { definition: { ...definition, equipmentIds: [machines.get('AGRAS-T40')] } };
    const preview = await registry.admin.post('/api/v1/maintenance-plans/preview', {
      body: faulty,
    });
    expect(preview).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'definition.timeZone' }] },
    });
  });

  it('SCH-01: tells who changed what of a plan, and what each version said', async () => {
    const equipmentId = machines.get('AGRAS-T40') ?? '';
    const definition = {
      ...{ title: 'Wash it', maintenanceType: 'cleaning', equipmentIds: [equipmentId] },
      ...{ timeZone: 'Asia/Riyadh', triggers: [{ kind: 'interval', every: 9, unit: 'weeks' }] },
    };
    const { id } = await post('/maintenance-plans', { definition });
    const path = `/maintenance-plans/${id}`;
    const put = await registry.admin.send('PUT', `/api/v1${path}`, {
      body: { definition: { ...definition, title: 'Wash it well', team: 'Workshop' } },
    });
    expect(put.status).toBe(200);
    await post(`${path}/activate`);
    const by = { changedBy: expect.stringMatching(/^user:/) as string };
    expect(await list(`${path}/versions`)).toMatchObject([
      { version: 3, status: 'active', changes: ['status'], ...by },
      { version: 2, status: 'draft', changes: ['team', 'title'], ...by },
      { version: 1, status: 'draft', changes: [], ...by },
    ]);
    expect(await list(`${path}/versions?page=2&pageSize=1`)).toMatchObject([
      { version: 2, changes: ['team', 'title'] },
    ]);
    const first = await registry.admin.get<Envelope<Thing>>(`/api/v1${path}/versions/1`);
    expect(first.body.data).toMatchObject({ version: 1, definition });
    expect((await registry.admin.get(`/api/v1${path}/versions/4`)).status).toBe(404);
  });

  it('REG-23 SCH-01: ends plans and calls work off that has not begun when equipment is removed', async () => {
    const { id: equipmentId } = await post('/equipment', { name: 'To be removed' });
    const definition = {
      ...{ title: 'Change the oil', maintenanceType: 'oil_change', equipmentIds: [equipmentId] },
      ...{ timeZone: 'Asia/Riyadh', ordering: 'by_hand' },
      triggers: [{ kind: 'interval', every: 1, unit: 'days', since: '2026-01-01T00:00:00Z' }],
    };
    const [left, ordered, shared] = [
      await post('/maintenance-plans', { definition }),
      await post('/maintenance-plans', { definition: { ...definition, ordering: 'when_due' } }),
      await post('/maintenance-plans', {
        definition: {
          ...definition,
          equipmentIds: [equipmentId, machines.get('AGRAS-T40')],
        },
      }),
    ];
    for (const { id } of [left, ordered]) await post(`/maintenance-plans/${id}/activate`);
    const [order] = await eventually('the work', async () => {
      const orders = await list(`/work-orders?equipmentId=${equipmentId}`);
      const due = await list(`/plan-occurrences?planId=${left.id}&status=overdue`);
      return orders.length === 1 && due.length === 1 && orders;
    });
    const removed = await registry.admin.send('DELETE', `/api/v1/equipment/${equipmentId}`, {});
    expect(removed.status).toBe(204);

    const reason = 'The equipment was taken off the register.';
    await eventually('the plans to end', async () => {
      const { body } = await registry.admin.get<Envelope<Thing>>(
        `/api/v1/maintenance-plans/${ordered.id}`,
      );
      return body.data['status'] === 'retired';
    });
    for (const { id } of [left, ordered]) {
      expect(await list(`/plan-occurrences?planId=${id}&status=skipped`)).toMatchObject([
        { reason },
      ]);
      expect(await list(`/plan-occurrences?planId=${id}&status=overdue`)).toEqual([]);
    }
    expect(await list(`/work-orders/${order?.id ?? ''}/history`)).toMatchObject([
      { action: 'cancel', by: 'maintenance', reason },
      { action: 'create' },
    ]);
    const { body } = await registry.admin.get<Envelope<Thing>>(
      `/api/v1/maintenance-plans/${shared.id}`,
    );
    expect(body.data).toMatchObject({
      status: 'draft',
      definition: { equipmentIds: [machines.get('AGRAS-T40')] },
    });
  });
});
