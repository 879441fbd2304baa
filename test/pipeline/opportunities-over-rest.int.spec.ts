import { eventually } from '@libs/testing';
import { MaintenanceModule } from '../../apps/maintenance/src/maintenance.module.js';
import { startRegistry, type RegistryPlant } from './registry-plant.js';

interface Thing {
  readonly id: string;
  readonly [field: string]: unknown;
}
interface Envelope<T> {
  readonly data: T;
}

const HOUR = 3_600_000;
const AT = new Date(Date.now() + 48 * HOUR);
const hoursAfter = (hours: number): string => new Date(AT.getTime() + hours * HOUR).toISOString();

describe('opportunities over REST', () => {
  let registry: RegistryPlant;
  let train: Thing;
  let pump: Thing;
  let valve: Thing;
  let sister: Thing;
  let seal: Thing;

  beforeAll(async () => {
    registry = await startRegistry();
    await registry.plant.startAgent('maintenance', MaintenanceModule);
    train = await post('/equipment', { name: 'Train' });
    pump = await post('/equipment', { name: 'Pump', class: 'pump', parentId: train.id });
    valve = await post('/equipment', { name: 'Valve', class: 'valve' });
    sister = await post('/equipment', { name: 'Sister', class: 'pump' });
    seal = await post('/parts', {
      ...{ number: 'SEAL-40', name: 'Shaft seal', unit: 'piece', unitCost: '12' },
      leadTimeDays: 14,
    });
  });

  afterAll(() => registry.plant.stop());

  async function post(path: string, body: object = {}): Promise<Thing> {
    const answer = await registry.admin.post<Envelope<Thing>>(`/api/v1${path}`, { body });
    expect(answer.body).toMatchObject({ success: true });
    return answer.body.data;
  }

  async function read<T>(path: string): Promise<T> {
    const answer = await registry.admin.get<Envelope<T>>(`/api/v1${path}`);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body.data;
  }

  const about = (): string => `equipmentId=${train.id}&at=${AT.toISOString()}`;
  const proposed = (): Promise<Thing[]> => read(`/opportunities?${about()}`);
  const oneStop = (): Promise<Thing> => read(`/opportunities/one-stop?${about()}`);
  const proposal = async (title: string): Promise<Thing | undefined> =>
    (await proposed()).find((each) => each['title'] === title);

  const definitionOf = (equipment: Thing, title: string, rest: object) => ({
    ...{ title, maintenanceType: 'seal_change', equipmentIds: [equipment.id] },
    ...{ timeZone: 'Asia/Riyadh', ordering: 'by_hand' },
    triggers: [{ kind: 'interval', every: 1, unit: 'days', since: '2026-01-01T00:00:00Z' }],
    ...rest,
  });

  /** Work that is overdue by a plan of its own. */
  async function due(equipment: Thing, title: string, rest: object = {}): Promise<Thing> {
    const definition = definitionOf(equipment, title, rest);
    const plan = await post('/maintenance-plans', { definition });
    await post(`/maintenance-plans/${plan.id}/activate`);
    await eventually(`${title} to be overdue`, async () => {
      const path = `/plan-occurrences?planId=${plan.id}&status=overdue`;
      return (await read<Thing[]>(path)).length === 1;
    });
    return plan;
  }

  async function isolate(equipment: Thing, ...points: string[]): Promise<void> {
    const body = { points: points.map((point) => ({ point, method: 'Lock it.' })) };
    const path = `/api/v1/equipment/${equipment.id}/safety-plan`;
    const answer = await registry.admin.send('PUT', path, { body });
    expect(answer.status).toBe(200);
  }

  async function order(equipment: Thing): Promise<Thing> {
    const tasks = [{ text: 'Fit it', resultKind: 'pass_fail' }];
    const work = { kind: 'improvement', priority: 'low', title: 'Fit a guard', tasks };
    return post('/work-orders', { equipmentId: equipment.id, ...work });
  }

  /** Completed work that took so many minutes last month, with ten hours on hold in their middle. */
  async function done(equipment: Thing, minutes: number, maintenanceType = 'seal_change') {
    const { id } = await order(equipment);
    await post(`/work-orders/${id}/claim`);
    const tasks = await read<Thing[]>(`/work-orders/${id}/tasks`);
    for (const task of tasks.filter(({ phase }) => phase === 'isolation')) {
      await post(`/work-orders/${id}/tasks/${task.id}/result`, { outcome: 'pass' });
    }
    await post(`/work-orders/${id}/start`);
    await post(`/work-orders/${id}/hold`, { reason: 'parts' });
    await post(`/work-orders/${id}/resume`);
    await post(`/work-orders/${id}/complete`, { remedy: 'Done.', maintenanceType });
    await registry.plant.database.admin.query(
      `UPDATE maintenance.work_order_step SET taken_at = now() - interval '30 days'
         + make_interval(secs => CASE action WHEN 'hold' THEN 30.0 * $2
           WHEN 'resume' THEN 30.0 * $2 + 36000 WHEN 'complete' THEN 60.0 * $2 + 36000 ELSE 0 END)
       WHERE work_order_id = $1`,
      [id, minutes],
    );
    return id;
  }

  it('SCH-05: proposes work on other equipment that is isolated at the same points, and names them', async () => {
    await isolate(pump, 'Breaker Q12', 'Valve V3', 'Drain D1');
    await isolate(valve, 'valve v3 ', 'Breaker Q12');
    await isolate(sister, 'Breaker Q13');
    const tasks = [{ text: 'Look at the shaft', resultKind: 'text' }];
    await due(pump, 'Change the seal', { plannedMinutes: 45, tasks });
    await due(valve, 'Grease the stem', { maintenanceType: 'greasing' });
    await due(sister, 'Change the other seal');
    const found = await proposed();
    expect(found.map(({ title }) => title).sort()).toEqual(['Change the seal', 'Grease the stem']);
    expect(await proposal('Change the seal')).toMatchObject({
      ...{ equipmentId: pump.id, sharedPoints: [], taskCount: 1 },
    });
    expect(await proposal('Grease the stem')).toMatchObject({
      ...{ equipmentId: valve.id, sharedPoints: ['Breaker Q12', 'Valve V3'], taskCount: 0 },
    });
  });

  it('SCH-05: tells which parts are short after what is promised, and when they come', async () => {
    const parts = [{ partId: seal.id, quantity: '2' }];
    await due(pump, 'Change both seals', { parts, plannedMinutes: 90, team: 'Fitters' });
    await post(`/parts/${seal.id}/receive`, { quantity: '3' });
    const named = { number: 'SEAL-40', needed: '2' };
    expect(await proposal('Change both seals')).toMatchObject({
      ...{ partsReady: true, readyAt: null },
      parts: [{ ...named, available: '3', leadTimeDays: null }],
    });
    const { id } = await order(sister);
    await post(`/work-orders/${id}/parts/reserve`, { partId: seal.id, quantity: '2' });
    const short = await proposal('Change both seals');
    expect(short).toMatchObject({
      partsReady: false,
      parts: [{ ...named, available: '1', leadTimeDays: 14 }],
    });
    const inDays = (Date.parse(String(short?.['readyAt'])) - Date.now()) / (24 * HOUR);
    expect(inDays).toBeGreaterThan(13.9);
    expect(inDays).toBeLessThanOrEqual(14);
    expect(await proposal('Change the seal')).toMatchObject({ parts: [], partsReady: true });
    await post(`/work-orders/${id}/parts/unreserve`, { partId: seal.id, quantity: '2' });
  });

  it('SCH-05: adds up what all needs together, and refuses parts that nobody keeps', async () => {
    const parts = [{ partId: seal.id, quantity: '2' }];
    await due(valve, 'Seal the stem', { parts, plannedMinutes: 20, team: 'Fitters' });
    expect(await proposal('Seal the stem')).toMatchObject({ partsReady: true });
    expect(await oneStop()).toMatchObject({
      partsReady: false,
      parts: [{ number: 'SEAL-40', needed: '4', available: '3', leadTimeDays: 14 }],
    });
    const capitals = { partId: seal.id.toUpperCase(), quantity: '1' };
    const unknown = [capitals, ...parts, { partId: train.id, quantity: '0' }];
    const refused = await registry.admin.post('/api/v1/maintenance-plans', {
      body: { definition: definitionOf(pump, 'Nothing', { parts: unknown }) },
    });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        errors: [
          { field: 'definition.parts.1.partId' },
          { field: 'definition.parts.2.partId' },
          { field: 'definition.parts.2.quantity' },
        ],
      },
    });
  });

  it('SCH-05: names the work that the team has during the stop', async () => {
    const free = { crewFree: true, crewWork: [] };
    expect(await proposal('Change both seals')).toMatchObject(free);
    const scheduled = await order(sister);
    const window = { plannedStartAt: hoursAfter(1), plannedEndAt: hoursAfter(2) };
    await post(`/work-orders/${scheduled.id}/plan`);
    await post(`/work-orders/${scheduled.id}/schedule`, { ...window, crew: 'Fitters' });
    // It takes 90 minutes, the other work 20: that is over before.
    expect(await proposal('Change both seals')).toMatchObject({
      crewFree: false,
      crewWork: [{ workOrderId: scheduled.id, number: scheduled['number'], from: hoursAfter(1) }],
    });
    expect(await proposal('Seal the stem')).toMatchObject(free);
    expect(await proposal('Change the seal')).toMatchObject({ crewFree: null, crewWork: [] });
    const { teams } = await oneStop();
    expect(teams).toContainEqual(
      expect.objectContaining({ team: 'Fitters', works: 2, minutes: 110, crewFree: false }),
    );
  });

  it('SCH-05: expects the minutes that such work took, here or else in the class', async () => {
    const stopOf = async (title: string) => (await proposal(title))?.['stop'];
    expect(await stopOf('Change the seal')).toMatchObject({
      ...{ minutes: 45, low: null, high: null, basis: 'planned', count: 0, reason: null },
    });
    const unknown = { minutes: null, basis: null, reason: expect.any(String) as string };
    expect(await stopOf('Grease the stem')).toMatchObject(unknown);
    expect(await oneStop()).toMatchObject({ works: 4, minutes: null, separateMinutes: null });

    for (const minutes of [100, 200]) await done(sister, minutes);
    await done(sister, 5, 'cleaning');
    expect(await stopOf('Change the seal')).toMatchObject({ basis: 'planned' });
    const here = await done(pump, 300);
    // Its tenth and nine tenths lie a fifth of the way between neighbours.
    expect(await stopOf('Change the seal')).toEqual({
      ...{ minutes: 200, low: 120, high: 280, basis: 'class', count: 3, reason: null },
    });
    const others = [await done(pump, 60), await done(pump, 90)];
    expect(await stopOf('Change the seal')).toMatchObject({
      ...{ minutes: 90, low: 66, high: 258, basis: 'equipment', count: 3 },
    });
    await registry.plant.database.admin.query(
      `UPDATE maintenance.work_order SET plan_id = (SELECT id FROM maintenance.maintenance_plan
         WHERE definition->>'title' = 'Change the seal') WHERE id = ANY($1)`,
      [[here, ...others]],
    );
    expect(await stopOf('Change the seal')).toMatchObject({ minutes: 90, basis: 'plan' });
  }, 60_000);

  it('SCH-05: does all in one stop, side by side, in no more than one after the other', async () => {
    for (const minutes of [40, 50, 60]) await done(valve, minutes, 'greasing');
    // Fitters: both seals as on the pump, and the stem as planned; nobody's: a seal and greasing.
    expect(await oneStop()).toMatchObject({
      ...{ equipmentId: train.id, at: AT.toISOString(), works: 4 },
      ...{ minutes: 140, separateMinutes: 250, low: null, high: null, reason: null },
      teams: expect.arrayContaining([
        expect.objectContaining({ team: 'Fitters', minutes: 110 }),
        expect.objectContaining({ team: null, minutes: 140, crewFree: null }),
      ]) as object[],
    });
  }, 60_000);

  it('SCH-05: orders work with the parts that its plan names, and proposes it until it is scheduled', async () => {
    const found = await proposal('Seal the stem');
    const { workOrderId } = await post(`/plan-occurrences/${found?.id ?? ''}/order`);
    const cost = await read<Thing>(`/work-orders/${String(workOrderId)}/cost`);
    expect(cost['partUses']).toMatchObject([{ number: 'SEAL-40', needed: '2', reserved: '0' }]);
    const ordered = await proposal('Seal the stem');
    expect(ordered).toMatchObject({
      ...{ workOrderId, status: 'ordered', planId: found?.['planId'], key: found?.['key'] },
      ...{ number: expect.stringMatching(/^WO-/) as string, taskCount: 1, team: 'Fitters' },
      ...{ sharedPoints: ['Breaker Q12', 'Valve V3'], stop: { basis: 'planned', minutes: 20 } },
      parts: [{ number: 'SEAL-40', needed: '2' }],
    });
    await post(`/work-orders/${String(workOrderId)}/plan`);
    expect(await proposal('Seal the stem')).toMatchObject({ workOrderId });
    const window = { plannedStartAt: hoursAfter(30 * 24), plannedEndAt: hoursAfter(30 * 24 + 1) };
    await post(`/work-orders/${String(workOrderId)}/schedule`, window);
    expect(await proposal('Seal the stem')).toBeUndefined();
  });

  it('SCH-05: proposes work that was ordered without a plan, but not the work that is planned', async () => {
    const guard = await order(pump);
    const part = { partId: seal.id, quantity: '3' };
    await post(`/work-orders/${guard.id}/parts/need`, part);
    await post(`/work-orders/${guard.id}/parts/reserve`, { ...part, quantity: '1' });
    const before = await oneStop();
    expect(await proposal('Fit a guard')).toMatchObject({
      ...{ id: guard.id, workOrderId: guard.id, number: guard['number'], equipmentId: pump.id },
      ...{ planId: null, planVersion: null, key: null, status: 'ordered', overdue: false },
      ...{ taskCount: 1, sharedPoints: [], team: null, crewFree: null },
      parts: [{ number: 'SEAL-40', needed: '2' }],
      stop: { minutes: null, reason: expect.any(String) as string },
    });
    const left = `${about()}&workOrderId=${guard.id}`;
    const others = await read<Thing[]>(`/opportunities?${left}`);
    expect(others.map(({ id }) => id)).not.toContain(guard.id);
    const without = await read<Thing>(`/opportunities/one-stop?${left}`);
    expect(without['works']).toBe(Number(before['works']) - 1);
    await post(`/work-orders/${guard.id}/claim`);
    expect(await proposal('Fit a guard')).toBeUndefined();
  });
});
