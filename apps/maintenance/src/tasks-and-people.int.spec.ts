import {
  AddQualification,
  AddTask,
  AssignWorkOrder,
  BreakGlass,
  ClaimWorkOrder,
  CompleteWorkOrder,
  GetSafetyPlan,
  ListQualifications,
  ListTasks,
  ListWorkOrderHistory,
  ListWorkOrders,
  PlanWorkOrder,
  RecordTaskResult,
  RemoveQualification,
  RemoveTask,
  ScheduleWorkOrder,
  SetRequiredSkills,
  SetSafetyPlan,
  StartWorkOrder,
  TaskAdded,
  TaskRemoved,
  WorkOrderGlassBroken,
  type TaskView,
} from '@libs/contracts';
import { migrateUp } from '@libs/database';
import { ask, eventually, MaintenanceBench, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { MaintenanceModule } from './maintenance.module.js';

describe('tasks, isolation and qualifications', () => {
  let plant: TestPlant;
  let bench: MaintenanceBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('maintenance', MaintenanceModule);
    bench = await MaintenanceBench.on(plant);
  });

  afterAll(() => plant.stop());

  const tess = () => plant.caller('tess', ['technician']);
  const pia = () => plant.caller('pia', ['planner']);
  const step = { phase: 'isolation', resultKind: 'pass_fail' } as const;
  const today = new Date().toISOString().slice(0, 10);

  const begun = async (): Promise<string> => {
    const { id: workOrderId } = await bench.anOrder();
    await ask(bench.gateway, ClaimWorkOrder, { workOrderId }, tess());
    await ask(bench.gateway, StartWorkOrder, { workOrderId }, tess());
    return workOrderId;
  };
  const add = (workOrderId: string, task: Partial<AddTask>): Promise<TaskView> =>
    ask(bench.gateway, AddTask, { workOrderId, text: 'Look', resultKind: 'text', ...task }, pia());
  const record = (task: TaskView, result: object, caller = tess()): Promise<TaskView> => {
    const of = { workOrderId: task.workOrderId, taskId: task.id };
    return ask(bench.gateway, RecordTaskResult, { ...of, ...result }, caller);
  };
  const complete = (workOrderId: string) =>
    ask(bench.gateway, CompleteWorkOrder, { workOrderId, remedy: 'Done.' }, tess());

  it('WOM-02: completes work only when what is required of it has a result of its kind', async () => {
    const workOrderId = await begun();
    const limits = { unit: 'mm', low: 0.1, high: 0.3 };
    const play = await add(workOrderId, {
      ...{ text: 'Measure the play', resultKind: 'number', required: true },
      ...limits,
    });
    const seal = await add(workOrderId, {
      ...{ text: 'Look at the seal', resultKind: 'choice', choices: ['dry', 'wet'] },
    });
    const guard = await add(workOrderId, {
      ...{ text: 'Fit the guard', resultKind: 'pass_fail', required: true },
    });
    expect([play.position, seal.position, guard.position]).toEqual([1, 2, 3]);
    await expect(complete(workOrderId)).rejects.toMatchObject({
      problem: {
        status: 409,
        detail: 'Task 1 is not done: Measure the play. Task 3 is not done: Fit the guard.',
        allowed: ['hold'],
      },
    });
    await expect(record(play, { answer: 'good' })).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'number' }] },
    });
    await expect(record(seal, { answer: 'damp' })).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'answer' }] },
    });
    const tom = plant.caller('tom', ['technician']);
    await expect(record(play, { number: 0.2 }, tom)).rejects.toMatchObject({
      problem: { status: 403 },
    });
    expect(await record(play, { number: 0.4 })).toMatchObject({
      ...{ number: 0.4, withinLimits: false, doneBy: 'tess' },
    });
    await record(guard, { outcome: 'not_applicable', note: 'There is one.' });
    await complete(workOrderId);
    await expect(record(seal, { answer: 'dry' })).rejects.toMatchObject({
      problem: { status: 409 },
    });
    const { items, totalCount } = await ask(bench.gateway, ListTasks, { workOrderId }, tess());
    expect([totalCount, items.map(({ doneAt }) => doneAt !== null)]).toEqual([
      3,
      [true, false, true],
    ]);
  });

  it('takes a task away only while it has no result', async () => {
    const workOrderId = await begun();
    const task = await add(workOrderId, { text: 'Clean up', resultKind: 'text' });
    const of = { workOrderId, taskId: task.id };
    await record(task, { answer: 'Clean.' });
    await expect(ask(bench.gateway, RemoveTask, of, pia())).rejects.toMatchObject({
      problem: { status: 409 },
    });
    const other = await add(workOrderId, { text: 'Sweep', resultKind: 'text' });
    await ask(bench.gateway, RemoveTask, { workOrderId, taskId: other.id }, pia());
    expect((await ask(bench.gateway, ListTasks, { workOrderId }, tess())).totalCount).toBe(1);
  });

  it('WOM-01 WOM-02: plans work only when it is said what is to be done', async () => {
    const { id: workOrderId } = await bench.anOrder();
    const plan = () => ask(bench.gateway, PlanWorkOrder, { workOrderId }, pia());
    await add(workOrderId, {
      text: 'Close the hatch',
      phase: 'isolation',
      resultKind: 'pass_fail',
    });
    await expect(plan()).rejects.toMatchObject({
      problem: {
        status: 409,
        detail: 'It has no task: what is to be done is not said.',
        allowed: ['claim', 'assign', 'cancel'],
      },
    });
    await add(workOrderId, { text: 'Fit the guard' });
    expect((await plan()).status).toBe('planned');

    const tasks = [{ text: 'Fit it', resultKind: 'pass_fail' as const }];
    const whole = await bench.anOrder({ tasks });
    await bench.told(TaskAdded, { workOrderId: whole.id, text: 'Fit it' });
    await ask(bench.gateway, PlanWorkOrder, { workOrderId: whole.id }, pia());
    const unanswerable = [...tasks, { text: 'Choose', resultKind: 'choice' as const }];
    await expect(bench.anOrder({ tasks: unanswerable })).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'tasks.1.choices' }] },
    });
  });

  it('PRE-03 WOM-02: an agent says what is first done for a case, so that its work can be planned', async () => {
    const caseId = await bench.triage({ title: 'P-1: It shakes.' });
    const { id: workOrderId } = await eventually(
      'an order',
      async () => (await ask(bench.gateway, ListWorkOrders, { caseId }, pia())).items[0],
    );
    const { items } = await ask(bench.gateway, ListTasks, { workOrderId }, pia());
    expect(items).toMatchObject([
      { text: 'Find the cause and remove it: P-1: It shakes.', phase: 'work', required: false },
    ]);
    await ask(bench.gateway, PlanWorkOrder, { workOrderId }, pia());
  });

  it('starts work only when the equipment is isolated as its plan says', async () => {
    const equipmentId = await bench.addEquipment();
    const points = [
      { point: 'Breaker Q12', method: 'switch off and lock' },
      { point: 'Valve V-3', method: 'close and chain' },
    ];
    await ask(bench.gateway, SetSafetyPlan, { equipmentId, points }, pia());
    expect(await ask(bench.gateway, GetSafetyPlan, { equipmentId }, tess())).toEqual({
      equipmentId,
      points,
    });
    const caseId = await bench.triage({ equipmentId });
    const order = await eventually(
      'an order',
      async () => (await ask(bench.gateway, ListWorkOrders, { caseId }, pia())).items[0],
    );
    const workOrderId = order.id;
    await ask(bench.gateway, ClaimWorkOrder, { workOrderId }, tess());
    const start = () => ask(bench.gateway, StartWorkOrder, { workOrderId }, tess());
    await expect(start()).rejects.toMatchObject({
      problem: {
        status: 409,
        detail:
          'Isolation step 1 is not done: Breaker Q12: switch off and lock. ' +
          'Isolation step 2 is not done: Valve V-3: close and chain.',
        allowed: ['release', 'cancel'],
      },
    });
    const { items: steps } = await ask(bench.gateway, ListTasks, { workOrderId }, tess());
    const [first, second] = steps;
    if (!first || !second) throw new Error('There are no isolation steps.');
    await expect(record(first, { outcome: 'not_applicable' })).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'outcome' }] },
    });
    const taken = { workOrderId, taskId: first.id };
    await expect(ask(bench.gateway, RemoveTask, taken, pia())).rejects.toMatchObject({
      problem: { status: 409 },
    });
    await record(first, { outcome: 'pass' });
    await expect(start()).rejects.toMatchObject({ problem: { status: 409 } });
    await record(second, { outcome: 'pass' });
    expect((await start()).status).toBe('in_progress');
  });

  it('WOM-01: work that was ordered before its safety plan begins only when all its steps are done', async () => {
    const equipmentId = await bench.addEquipment();
    const { id: workOrderId } = await bench.anOrder({ equipmentId });
    await add(workOrderId, { text: 'Close the hatch', ...step });
    const begun = await bench.anOrder({ equipmentId });
    for (const id of [workOrderId, begun.id]) {
      await ask(bench.gateway, ClaimWorkOrder, { workOrderId: id }, tess());
    }
    await ask(bench.gateway, StartWorkOrder, { workOrderId: begun.id }, tess());
    const breaker = { point: 'Breaker Q12', method: 'switch off and lock' };
    const valve = { point: 'Valve V-3', method: 'close and chain' };
    const drain = { point: 'Drain D1', method: 'open' };
    const set = (...points: (typeof valve)[]) =>
      ask(bench.gateway, SetSafetyPlan, { equipmentId, points }, pia());
    const steps = async (id: string) =>
      (await ask(bench.gateway, ListTasks, { workOrderId: id }, pia())).items;
    const texts = async (id: string) => (await steps(id)).map(({ text }) => text);
    await set(breaker, valve);
    expect(await texts(workOrderId)).toEqual([
      ...['Close the hatch', 'Breaker Q12: switch off and lock', 'Valve V-3: close and chain'],
    ]);
    for (const task of (await steps(workOrderId)).slice(0, 2)) {
      await record(task, { outcome: 'pass' });
    }
    await set(breaker, drain);
    const all = ['Close the hatch', 'Breaker Q12: switch off and lock', 'Drain D1: open'];
    expect(await texts(workOrderId)).toEqual(all);
    await bench.told(TaskRemoved, { workOrderId, by: 'pia', text: 'Valve V-3: close and chain' });
    await bench.told(TaskAdded, { workOrderId, by: 'pia', text: 'Drain D1: open' });
    const start = () => ask(bench.gateway, StartWorkOrder, { workOrderId }, tess());
    await expect(start()).rejects.toMatchObject({
      problem: { status: 409, detail: 'Isolation step 3 is not done: Drain D1: open.' },
    });
    // What was done was done, and what was added by hand is asked for all the same.
    await set();
    expect(await texts(workOrderId)).toEqual(all.slice(0, 2));
    expect((await start()).status).toBe('in_progress');
    await set(drain);
    expect(await texts(workOrderId)).toEqual(all.slice(0, 2));
    expect(await texts(begun.id)).toEqual([]);
  });

  it('WOM-01: work that is ordered while its safety plan is written has the steps of one or the other', async () => {
    const equipmentId = await bench.addEquipment();
    const last = Array.from({ length: 10 }, (_, index) => ({ point: `P${index}`, method: 'lock' }));
    const orders = await Promise.all(
      last.map(async (point) => {
        const order = bench.anOrder({ equipmentId });
        await ask(bench.gateway, SetSafetyPlan, { equipmentId, points: [point] }, pia());
        return order;
      }),
    );
    const { points } = await ask(bench.gateway, GetSafetyPlan, { equipmentId }, pia());
    const [only] = points;
    for (const { id: workOrderId } of orders) {
      const { items } = await ask(bench.gateway, ListTasks, { workOrderId }, pia());
      expect(items.map(({ text }) => text)).toEqual([`${only?.point ?? ''}: lock`]);
    }
  });

  it('OPS-01: migrating gives work of former times that has not begun the steps that it lacks', async () => {
    const equipmentId = await bench.addEquipment();
    const points = ['P1', 'P2', 'P3'].map((point) => ({ point, method: 'lock' }));
    await ask(bench.gateway, SetSafetyPlan, { equipmentId, points }, pia());
    const { id: workOrderId } = await bench.anOrder({ equipmentId });
    await add(workOrderId, { text: 'Fit the guard' });
    const { admin, adminUrl } = plant.database;
    await admin.query(
      `WITH lost AS (DELETE FROM maintenance.task WHERE work_order_id = $1 AND text <> 'P2: lock'
         AND phase = 'isolation')
       DELETE FROM maintenance.migration WHERE name LIKE 'IsolationOfOpenWork%'`,
      [workOrderId],
    );
    expect(await migrateUp(adminUrl, schemas)).toHaveLength(1);
    const { items } = await ask(bench.gateway, ListTasks, { workOrderId }, pia());
    expect(items.map(({ text, phase, required }) => [text, phase, required])).toEqual([
      ['P2: lock', 'isolation', true],
      ['Fit the guard', 'work', false],
      ['P1: lock', 'isolation', true],
      ['P3: lock', 'isolation', true],
    ]);
  });

  it('begins work that is not made safe only by breaking glass, with a reason that is told', async () => {
    const equipmentId = await bench.addEquipment();
    const points = [{ point: 'Breaker Q12', method: 'switch off and lock' }];
    await ask(bench.gateway, SetSafetyPlan, { equipmentId, points }, pia());
    const { id: workOrderId } = await bench.anOrder({ equipmentId });
    await ask(bench.gateway, ClaimWorkOrder, { workOrderId }, tess());
    const skills = ['diver'];
    await ask(bench.gateway, SetRequiredSkills, { workOrderId, skills }, pia());
    const start = ask(bench.gateway, StartWorkOrder, { workOrderId }, tess());
    await expect(start).rejects.toMatchObject({ problem: { status: 409 } });
    const reason = 'Steam leaks into the control room.';
    const breakGlass = (by = tess()) => ask(bench.gateway, BreakGlass, { workOrderId, reason }, by);
    const tom = plant.caller('tom', ['technician']);
    await expect(breakGlass(tom)).rejects.toMatchObject({ problem: { status: 403 } });
    expect((await breakGlass()).status).toBe('in_progress');
    const told = await bench.told(WorkOrderGlassBroken, { workOrderId });
    expect(told).toMatchObject({
      ...{ startedBy: 'tess', reason },
      missing: [
        'tess has no certificate as diver that is valid then.',
        'Isolation step 1 is not done: Breaker Q12: switch off and lock.',
      ],
    });
    const history = await ask(bench.gateway, ListWorkOrderHistory, { workOrderId }, pia());
    expect(history.items[0]).toMatchObject({ action: 'break_glass', by: 'tess', reason });

    const { id: safe } = await bench.anOrder();
    await ask(bench.gateway, ClaimWorkOrder, { workOrderId: safe }, tess());
    const needless = ask(bench.gateway, BreakGlass, { workOrderId: safe, reason }, tess());
    await expect(needless).rejects.toMatchObject({ problem: { status: 409, allowed: ['start'] } });
  });

  it('gives work only to people whose certificates are valid', async () => {
    const { id: workOrderId } = await bench.anOrder();
    const skills = ['electrician', 'crane_driver'];
    const needs = await ask(bench.gateway, SetRequiredSkills, { workOrderId, skills }, pia());
    expect(needs.requiredSkills).toEqual(skills);
    const somebody = { actor: 'user:tess', name: 'tess' };
    const qualify = (skill: string, expiresOn?: string) =>
      ask(
        bench.gateway,
        AddQualification,
        { ...somebody, skill, ...(expiresOn !== undefined && { expiresOn }) },
        pia(),
      );
    await qualify('electrician', today);
    const { id: expired } = await qualify('crane_driver', '2026-01-31');
    const claim = () => ask(bench.gateway, ClaimWorkOrder, { workOrderId }, tess());
    const refusal = {
      problem: {
        status: 409,
        detail: 'tess has no certificate as crane_driver that is valid then.',
        allowed: ['plan', 'assign', 'cancel'],
      },
    };
    await expect(claim()).rejects.toMatchObject(refusal);
    const assign = ask(bench.gateway, AssignWorkOrder, { workOrderId, ...somebody }, pia());
    await expect(assign).rejects.toMatchObject({ problem: { status: 409 } });
    const { id: renewed } = await qualify('crane_driver');
    expect((await claim()).status).toBe('assigned');
    for (const qualificationId of [expired, renewed]) {
      await ask(bench.gateway, RemoveQualification, { qualificationId }, pia());
    }
    const start = ask(bench.gateway, StartWorkOrder, { workOrderId }, tess());
    await expect(start).rejects.toMatchObject({ problem: { status: 409 } });
    const left = await ask(bench.gateway, ListQualifications, { actor: 'user:tess' }, pia());
    expect(left.items.map(({ skill }) => skill)).toEqual(['electrician']);
  });

  it('WOM-01: moves work only to where the certificates of who has it are valid', async () => {
    const { id: workOrderId } = await bench.anOrder({
      tasks: [{ text: 'Weld it', resultKind: 'pass_fail' }],
    });
    const somebody = { actor: 'user:tess', name: 'tess' };
    const certificate = { ...somebody, skill: 'welder', expiresOn: '2030-06-30' };
    await ask(bench.gateway, AddQualification, certificate, pia());
    await ask(bench.gateway, SetRequiredSkills, { workOrderId, skills: ['welder'] }, pia());
    await ask(bench.gateway, PlanWorkOrder, { workOrderId }, pia());
    const scheduleOn = (day: string) => {
      const window = { plannedStartAt: `${day}T06:00:00Z`, plannedEndAt: `${day}T08:00:00Z` };
      return ask(bench.gateway, ScheduleWorkOrder, { workOrderId, ...window }, pia());
    };
    await scheduleOn('2030-06-03');
    await ask(bench.gateway, AssignWorkOrder, { workOrderId, ...somebody }, pia());
    await expect(scheduleOn('2030-07-02')).rejects.toMatchObject({
      problem: { status: 409, detail: 'tess has no certificate as welder that is valid then.' },
    });
    expect((await scheduleOn('2030-06-04')).plannedStartAt).toBe('2030-06-04T06:00:00.000Z');
  });
});
