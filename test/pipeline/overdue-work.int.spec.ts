import { eventually, type ApiClient } from '@libs/testing';
import { maintenance } from '../../apps/maintenance/src/maintenance.module.js';
import { notification } from '../../apps/notification/src/notification.module.js';
import { startRegistry, type RegistryPlant } from './registry-plant.js';

interface Thing {
  readonly id: string;
  readonly recipient?: string;
  readonly title?: string;
  readonly workOrderId?: string | null;
}

const PASSWORD = 'a long password';
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

describe('work that is overdue', () => {
  let registry: RegistryPlant;
  let tess: ApiClient;
  let equipmentId: string;

  beforeAll(async () => {
    registry = await startRegistry();
    await registry.plant.startAgent(notification.agent, notification.module);
    await registry.plant.startAgent(maintenance.agent, maintenance.module);
    equipmentId = (await made('/equipment', { code: 'P-1', name: 'Feed pump' })).id;
    await made('/users', { username: 'tess', password: PASSWORD, roles: ['technician'] });
    tess = await registry.anybody.login('tess', PASSWORD);
    for (const [name, topics] of [
      ['tess', ['work_overdue']],
      ['tom', ['work_overdue']],
      ['pia', ['work_escalated']],
      ['boss', ['work_escalated']],
    ] as const) {
      await made('/contacts', { name, channel: 'in_app', topics });
    }
    const policy = {
      ...{ autonomy: 'act', approvalAbove: null, approverLimit: null, reopenDays: 14 },
      ...{ verifiedByOther: false, signed: false, currency: 'EUR' },
      escalation: [{ afterHours: 0 }, { afterHours: 1, tells: ['pia'] }, { afterHours: 2 }],
    };
    await registry.admin.send('PUT', '/api/v1/work-policy', { body: policy });
  });

  afterAll(() => registry.plant.stop());

  const made = (path: string, body: object): Promise<Thing> =>
    eventually(`POST ${path}`, async () => {
      const answer = await registry.admin.post<{ data: Thing }>(`/api/v1${path}`, { body });
      return answer.status === 201 && answer.body.data;
    });
  const overdueBy = (ms: number): string => new Date(Date.now() - ms).toISOString();
  const anOrder = (dueAt: string): Promise<Thing> =>
    made('/work-orders', {
      ...{ equipmentId, kind: 'improvement', priority: 'low', title: 'Fit a guard', dueAt },
    });
  const told = async ({ id }: Thing): Promise<readonly (string | undefined)[]> => {
    const path = `/api/v1/notifications?workOrderId=${id}&pageSize=100`;
    const { body } = await registry.admin.get<{ data: readonly Thing[] }>(path);
    return body.data.map(({ recipient }) => recipient).sort();
  };
  const toldTo = (order: Thing, ...names: string[]) =>
    eventually(`${names.join()} to be told`, async () => {
      return (await told(order)).join() === [...names].sort().join();
    });

  it('SCH-05 ALM-02: is told to who has it, then to others by the policy, once each', async () => {
    const order = await anOrder(new Date(Date.now() + SECOND_MS).toISOString());
    await tess.post(`/api/v1/work-orders/${order.id}/claim`, { body: {} });
    await toldTo(order, 'tess');
    await registry.plant.database.admin.query(
      `UPDATE maintenance.escalation SET due_at = now() WHERE id = $1`,
      [order.id],
    );
    await toldTo(order, 'tess', 'pia');

    // Another replica finds what is due as well; each level is reached once all the same.
    await registry.plant.startAgent(maintenance.agent, maintenance.module);
    const late = await anOrder(overdueBy(3 * HOUR_MS));
    await toldTo(late, 'tess', 'tom', 'pia', 'pia', 'boss');
    expect(await told(order)).toEqual(['pia', 'tess']);
  });

  it('SCH-05: is told of no more once it is done', async () => {
    const order = await anOrder(new Date(Date.now() + SECOND_MS).toISOString());
    const path = `/api/v1/work-orders/${order.id}`;
    for (const [step, body] of [
      ['claim', {}],
      ['start', {}],
      ['complete', { remedy: 'Fitted.' }],
    ] as const) {
      expect((await tess.post(`${path}/${step}`, { body })).status).toBe(200);
    }
    await eventually('the escalation to end', async () => {
      const rows = await registry.plant.database.admin.query<object[]>(
        `SELECT 1 FROM maintenance.escalation WHERE id = $1 AND due_at IS NULL`,
        [order.id],
      );
      return rows.length === 1;
    });
    expect((await told(order)).filter((name) => name !== 'tess')).toEqual([]);
  });

  it('SCH-05 INS-01: also where a plan or an inspection is overdue', async () => {
    const definition = {
      ...{ title: 'Change the oil', maintenanceType: 'oil_change', equipmentIds: [equipmentId] },
      ...{ timeZone: 'Asia/Riyadh', ordering: 'by_hand' },
      triggers: [{ kind: 'interval', every: 1, unit: 'days', since: '2026-01-01T00:00:00Z' }],
    };
    const plan = await made('/maintenance-plans', { definition });
    await registry.admin.post(`/api/v1/maintenance-plans/${plan.id}/activate`, { body: {} });
    const item = { key: 'guard', text: 'The guard is in place', type: 'pass_fail' };
    const template = { code: 'DAILY', name: 'Daily look', items: [item] };
    const { id: templateId } = await made('/inspection-templates', template);
    // Its five minutes are over in a few seconds.
    const dueAt = overdueBy(5 * MINUTE_MS - 5 * SECOND_MS);
    await made('/inspections', { templateId, equipmentId, dueAt, windowMinutes: 5 });
    for (const title of ['Overdue (level 3): Change the oil', 'Overdue: Daily look']) {
      await eventually(title, async () => {
        const path = '/api/v1/notifications?pageSize=100';
        const { body } = await registry.admin.get<{ data: readonly Thing[] }>(path);
        return body.data.some((each) => each.title === title);
      });
    }
  });
});
