import {
  ActivateMaintenancePlan,
  AddPart,
  ChangeMaintenancePlan,
  ClaimWorkOrder,
  DraftMaintenancePlan,
  GetWorkOrderCost,
  ListPlanOccurrences,
  ListTasks,
  OrderPlanOccurrence,
  PartNeeded,
  PlanWorkOrder,
  SignWorkOrder,
  StartWorkOrder,
  TaskAdded,
  type FieldsOf,
  type OccurrenceView,
  type PlanDefinition,
  type PlanPart,
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

  const aPart = async (number: string): Promise<string> => {
    const part = { number, name: 'Part', unit: 'piece', unitCost: '1', leadTimeDays: 1 };
    return (await ask(bench.gateway, AddPart, part, admin())).id;
  };
  const needsOf = async (workOrderId: string): Promise<Record<string, string>> => {
    const cost = await ask(bench.gateway, GetWorkOrderCost, { workOrderId }, admin());
    return Object.fromEntries(cost.partUses.map(({ number, needed }) => [number, needed ?? '']));
  };

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

  it('SCH-01: a larger service brings the tasks and the parts of the smaller ones that it takes in', async () => {
    const equipmentId = await bench.addEquipment();
    const [seal, grease] = [await aPart('P-SEAL'), await aPart('P-GREASE')];
    const service = (
      level: number,
      tasks: TaskDefinition[],
      parts: PlanPart[],
    ): Partial<Words> => ({
      ...{ service: { group: 'compressor', level }, tasks, parts },
    });
    const some = (partId: string, quantity: string) => ({ partId, quantity });
    const weekly = await activePlan(equipmentId, service(1, [belt], [some(grease, '0.25')]));
    await occurrenceOf(weekly.id, 'overdue');
    const yearly = await activePlan(
      equipmentId,
      service(4, [oil, filter], [some(seal, '2'), some(grease, '1')]),
    );
    await occurrenceOf(weekly.id, 'merged');
    const workOrderId = await ordered(yearly.id, 'overdue');
    expect(await tasksOf(workOrderId)).toMatchObject([
      { text: oil.text, planId: yearly.id },
      { text: filter.text, planId: yearly.id },
      { text: belt.text, planId: weekly.id },
    ]);
    expect(await needsOf(workOrderId)).toEqual({ 'P-SEAL': '2', 'P-GREASE': '1.25' });

    const monthly = await activePlan(equipmentId, service(2, [photo, belt], [some(seal, '1')]));
    await occurrenceOf(monthly.id, 'merged');
    const all = [oil.text, filter.text, belt.text, photo.text, belt.text];
    expect(await textsOf(workOrderId)).toEqual(all);
    const needs = { 'P-SEAL': '3', 'P-GREASE': '1.25' };
    expect(await needsOf(workOrderId)).toEqual(needs);
    await bench.told(PartNeeded, { workOrderId, partId: seal, quantity: '3' });

    // What is signed stays as it is: what comes then is work of its own.
    const of = { workOrderId };
    await ask(bench.gateway, ClaimWorkOrder, of, admin());
    await plant.database.admin.query(
      'UPDATE maintenance.task SET required = false WHERE work_order_id = $1',
      [workOrderId],
    );
    await plant.database.admin.query(
      'UPDATE maintenance.part_use SET used = needed WHERE work_order_id = $1',
      [workOrderId],
    );
    await ask(bench.gateway, StartWorkOrder, of, admin());
    await ask(bench.gateway, SignWorkOrder, { ...of, meaning: 'performed' }, admin());
    const quarterly = await activePlan(equipmentId, service(3, [filter], [some(seal, '5')]));
    await occurrenceOf(quarterly.id, 'overdue');
    expect(await textsOf(workOrderId)).toEqual(all);
    expect(await needsOf(workOrderId)).toEqual(needs);
  });

  it('SCH-01: what a plan without tasks asks for is done as a whole, and can be planned', async () => {
    const plan = await activePlan(await bench.addEquipment(), { title: 'Change the oil' });
    const workOrderId = await ordered(plan.id, 'overdue');
    expect(await textsOf(workOrderId)).toEqual(['Change the oil']);
    await ask(bench.gateway, PlanWorkOrder, { workOrderId }, admin());
  });

  it('SCH-01: dates of one plan that are merged bring its tasks and parts once', async () => {
    const equipmentId = await bench.addEquipment();
    const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 16);
    const daily = { kind: 'calendar', rule: 'FREQ=DAILY', startsAt: ago(9.5) } as const;
    const parts = [{ partId: await aPart('P-BELT'), quantity: '2' }];
    const rest = { triggers: [daily], timeZone: 'UTC', tasks: [belt, filter], parts };
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
    expect(await needsOf(workOrderId)).toEqual({ 'P-BELT': '2' });
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
