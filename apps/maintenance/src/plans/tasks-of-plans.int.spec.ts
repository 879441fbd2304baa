import {
  ActivateMaintenancePlan,
  ChangeMaintenancePlan,
  ClaimWorkOrder,
  DraftMaintenancePlan,
  ListPlanOccurrences,
  ListTasks,
  OrderPlanOccurrence,
  PlanWorkOrder,
  SignWorkOrder,
  StartWorkOrder,
  TaskAdded,
  type FieldsOf,
  type OccurrenceView,
  type PlanDefinition,
  type TaskDefinition,
  type TaskView,
} from '@libs/contracts';
import { ask, eventually, MaintenanceBench, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { MaintenanceModule } from '../maintenance.module.js';

type Words = Pick<PlanDefinition, keyof PlanDefinition>;
const DAY = 24 * 3_600_000;
const SINCE = new Date(Date.now() - 40 * DAY).toISOString();

const filter: FieldsOf<TaskDefinition> = { text: 'Change the filter', resultKind: 'pass_fail' };
const oil: FieldsOf<TaskDefinition> = {
  ...{ text: 'Measure the oil pressure', resultKind: 'number', required: true },
  ...{ unit: 'bar', low: 2, high: 4 },
};
const belt: FieldsOf<TaskDefinition> = {
  ...{ text: 'Look at the belt', resultKind: 'choice', choices: ['whole', 'worn'] },
};
const photo: FieldsOf<TaskDefinition> = { text: 'Photograph the plate', resultKind: 'photo' };

describe('tasks of plans', () => {
  let plant: TestPlant;
  let bench: MaintenanceBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('maintenance', MaintenanceModule);
    bench = await MaintenanceBench.on(plant);
  });

  afterAll(() => plant.stop());

  const admin = () => plant.caller();

  const wordsFor = (equipmentId: string, rest: Partial<Words>): Words => ({
    ...{ title: 'Service', maintenanceType: 'service', equipmentIds: [equipmentId] },
    ...{ timeZone: 'Asia/Riyadh', ordering: 'by_hand' },
    triggers: [{ kind: 'interval', every: 30, unit: 'days', since: SINCE }],
    ...rest,
  });

  async function activePlan(equipmentId: string, rest: Partial<Words>) {
    const definition = wordsFor(equipmentId, rest);
    const plan = await ask(bench.gateway, DraftMaintenancePlan, { definition }, admin());
    return ask(bench.gateway, ActivateMaintenancePlan, { planId: plan.id }, admin());
  }

  const occurrenceOf = (planId: string, ...statuses: OccurrenceView['status'][]) =>
    eventually(`an occurrence that is ${statuses.join(' or ')}`, async () => {
      const of = { planId, pageSize: 100 };
      const { items } = await ask(bench.gateway, ListPlanOccurrences, of, admin());
      return items.find(({ status }) => statuses.includes(status));
    });

  async function ordered(planId: string, ...statuses: OccurrenceView['status'][]): Promise<string> {
    const { id: occurrenceId } = await occurrenceOf(planId, ...statuses);
    const occurrence = await ask(bench.gateway, OrderPlanOccurrence, { occurrenceId }, admin());
    return occurrence.workOrderId ?? '';
  }

  const tasksOf = async (workOrderId: string): Promise<readonly TaskView[]> =>
    (await ask(bench.gateway, ListTasks, { workOrderId, pageSize: 100 }, admin())).items;
  const textsOf = async (workOrderId: string): Promise<string[]> =>
    (await tasksOf(workOrderId)).map(({ text }) => text);

  it('WOM-02 SCH-01: gives work the tasks of its plan in their order, as its version then was', async () => {
    const equipmentId = await bench.addEquipment();
    const plan = await activePlan(equipmentId, { tasks: [oil, belt, photo] });
    const workOrderId = await ordered(plan.id, 'overdue');
    const of = { workOrderId, planId: plan.id, planVersion: plan.version };
    const tasks = await tasksOf(workOrderId);
    expect(tasks).toMatchObject([
      { ...of, ...oil, position: 1, phase: 'work', required: true },
      { ...of, ...belt, position: 2, phase: 'work', required: false },
      { ...of, ...photo, position: 3, phase: 'work', required: false },
    ]);
    await bench.told(TaskAdded, { workOrderId, text: photo.text, by: 'maintenance' });

    const definition = wordsFor(equipmentId, { tasks: [filter] });
    const change = { planId: plan.id, expectedVersion: plan.version, definition };
    await ask(bench.gateway, ChangeMaintenancePlan, change, admin());
    expect(await tasksOf(workOrderId)).toEqual(tasks);
  });

  it('SCH-01: a larger service brings the tasks of the smaller ones that it takes in', async () => {
    const equipmentId = await bench.addEquipment();
    const service = (level: number, tasks: TaskDefinition[]): Partial<Words> => ({
      ...{ service: { group: 'compressor', level }, tasks },
    });
    const weekly = await activePlan(equipmentId, service(1, [belt]));
    await occurrenceOf(weekly.id, 'overdue');
    const yearly = await activePlan(equipmentId, service(4, [oil, filter]));
    await occurrenceOf(weekly.id, 'merged');
    const workOrderId = await ordered(yearly.id, 'overdue');
    expect(await tasksOf(workOrderId)).toMatchObject([
      { text: oil.text, planId: yearly.id },
      { text: filter.text, planId: yearly.id },
      { text: belt.text, planId: weekly.id },
    ]);

    const monthly = await activePlan(equipmentId, service(2, [photo, belt]));
    await occurrenceOf(monthly.id, 'merged');
    const all = [oil.text, filter.text, belt.text, photo.text, belt.text];
    expect(await textsOf(workOrderId)).toEqual(all);

    // What is signed stays as it is: what comes then is work of its own.
    const of = { workOrderId };
    await ask(bench.gateway, ClaimWorkOrder, of, admin());
    await plant.database.admin.query(
      'UPDATE maintenance.task SET required = false WHERE work_order_id = $1',
      [workOrderId],
    );
    await ask(bench.gateway, StartWorkOrder, of, admin());
    await ask(bench.gateway, SignWorkOrder, { ...of, meaning: 'performed' }, admin());
    const quarterly = await activePlan(equipmentId, service(3, [filter]));
    await occurrenceOf(quarterly.id, 'overdue');
    expect(await textsOf(workOrderId)).toEqual(all);
  });

  it('SCH-01: what a plan without tasks asks for is done as a whole, and can be planned', async () => {
    const plan = await activePlan(await bench.addEquipment(), { title: 'Change the oil' });
    const workOrderId = await ordered(plan.id, 'overdue');
    expect(await textsOf(workOrderId)).toEqual(['Change the oil']);
    await ask(bench.gateway, PlanWorkOrder, { workOrderId }, admin());
  });

  it('SCH-01: dates of one plan that are merged bring its tasks once', async () => {
    const equipmentId = await bench.addEquipment();
    const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 16);
    const daily = { kind: 'calendar', rule: 'FREQ=DAILY', startsAt: ago(9.5) } as const;
    const rest = { triggers: [daily], timeZone: 'UTC', tasks: [belt, filter] };
    const plan = await activePlan(equipmentId, rest);
    await occurrenceOf(plan.id, 'projected', 'due_soon');
    // As if nobody had looked for four days.
    await plant.database.admin.query(
      `WITH gone AS (DELETE FROM maintenance.plan_occurrence WHERE plan_id = $1),
         back AS (UPDATE maintenance.plan_equipment SET
           standing = standing || jsonb_build_object('cursor', $2::text) WHERE plan_id = $1)
       UPDATE maintenance.planned_equipment SET due_at = now(), lease_until = '-infinity'
       WHERE equipment_id = $3`,
      [plan.id, ago(4), equipmentId],
    );
    await occurrenceOf(plan.id, 'merged');
    const workOrderId = await ordered(plan.id, 'overdue', 'due', 'due_soon');
    expect(await textsOf(workOrderId)).toEqual([belt.text, filter.text]);
  });

  it('API-04: refuses tasks that cannot be answered, by field', async () => {
    const tasks: TaskDefinition[] = [
      belt,
      { text: 'Choose', resultKind: 'choice' },
      { ...oil, low: 5 },
    ];
    const refused = activePlan(bench.equipmentId, { tasks });
    await expect(refused).rejects.toMatchObject({
      problem: {
        status: 422,
        errors: [{ field: 'definition.tasks.1.choices' }, { field: 'definition.tasks.2.high' }],
      },
    });
  });
});
