import {
  AssignEquipment,
  ChangeEquipment,
  CountEquipment,
  EndAssignment,
  FindEquipmentByTag,
  GetEquipment,
  GetEquipmentTag,
  GetSensor,
  ListAssignments,
  ListEquipment,
  ListEquipmentHistory,
  MoveEquipment,
  RegisterEquipment,
  RegisterLocation,
  RegisterSensor,
  RemoveEquipment,
  ReplaceEquipment,
  RotateEquipmentTag,
  SetEquipmentState,
  type CloudEvent,
  type ContractClass,
  type EquipmentView,
  type FieldsOf,
  type ReplyOf,
  type Request,
} from '@libs/contracts';
import { ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AssetsModule } from './assets.module.js';

const pump = {
  name: 'Feed water pump 1',
  names: { ar: 'مضخة مياه التغذية' },
  description: 'Feeds boiler 2',
  class: 'Centrifugal Pump',
  criticality: 'A',
  manufacturer: 'Halden Pumps',
  model: 'HP-250',
  assetNumber: 'A-0815',
  year: 2019,
  purchasedOn: '2018-11-30',
  purchasePrice: '12500.50',
  purchaseCurrency: 'EUR',
  specifications: { powerKilowatts: 55 },
  metadata: { line: 'B', ports: [1, 2] },
  installedAt: '2019-04-01T04:00:00.000Z',
} as const;

describe('equipment in the registry', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  const heard: CloudEvent[] = [];
  let count = 0;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    gateway = await plant.connect('gateway');
    gateway.subscribe('event.>', {
      callback: (_, message) => void heard.push(message.json<CloudEvent>()),
    });
    await gateway.flush();
  });

  afterAll(() => plant.stop());

  const tell = <R extends Request<unknown>>(
    contract: ContractClass<R>,
    request: FieldsOf<R>,
  ): Promise<ReplyOf<R>> => ask(gateway, contract, request, plant.caller());
  const register = (more: Partial<FieldsOf<RegisterEquipment>> = {}): Promise<EquipmentView> => {
    count += 1;
    return tell(RegisterEquipment, { ...pump, code: `P-${count}`, ...more });
  };
  const refusal = (status: number, field?: string): object => ({
    problem: { status, ...(field && { errors: [expect.objectContaining({ field })] }) },
  });
  const lastEvent = async (type: string, subject: string): Promise<CloudEvent> => {
    const found = await eventually(`${type} of ${subject}`, () =>
      heard.findLast((event) => event.type === type && event.subject === subject),
    );
    return found;
  };

  it('REG-01 REG-05 REG-07 REG-08 REG-09 REG-10 REG-25 keeps all that is told of it', async () => {
    const made = await register();
    const { class: classWord, ...rest } = pump;
    expect(made).toMatchObject({ ...rest, class: 'centrifugal_pump', classWord, version: 1 });
    expect(made).toMatchObject({ createdBy: 'user:tess', updatedBy: 'user:tess' });
    expect(await tell(GetEquipment, { equipmentId: made.id })).toEqual(made);
    const event = await lastEvent('assets.equipment.registered.v1', `equipment/${made.id}`);
    const { id: equipmentId, ...state } = made;
    expect(event.data).toEqual({ ...state, equipmentId });
  });

  it('REG-02 has an id that sorts by time, a running number and ids of other systems', async () => {
    const first = await register({ externalIds: { sap: '10004711', fleet: 'eq_001' } });
    const second = await register();
    expect(first.id < second.id).toBe(true);
    expect(second.number).toBe((first.number ?? 0) + 1);
    const found = await tell(ListEquipment, { externalId: 'fleet:eq_001' });
    expect(found.items).toEqual([first]);
    const taken = register({ externalIds: { fleet: 'eq_001' } });
    await expect(taken).rejects.toMatchObject(refusal(409, 'externalIds'));
  });

  it('REG-03 REG-27 has a code that is unique, also when it was made from the name', async () => {
    const { code } = await register();
    await expect(register({ code })).rejects.toMatchObject(refusal(409, 'code'));
    const named = { name: `Fan ${uuidv7()}`.slice(0, 20), class: 'fan' };
    const first = await tell(RegisterEquipment, named);
    const second = await tell(RegisterEquipment, named);
    expect(first.code).toMatch(/^FAN-[A-Z0-9-]+$/);
    expect(second.code).toBe(`${first.code}-${second.number}`);
  });

  it('REG-07 has a serial number that is unique for its manufacturer', async () => {
    await register({ serialNumber: 'S-1' });
    await expect(register({ serialNumber: 'S-1' })).rejects.toMatchObject(
      refusal(409, 'serialNumber'),
    );
    await register({ serialNumber: 'S-1', manufacturer: 'Another' });
  });

  it('is changed in parts, and by who has seen its newest version only', async () => {
    const made = await register({ description: 'old' });
    const changed = await tell(ChangeEquipment, {
      equipmentId: made.id,
      expectedVersion: 1,
      name: 'Renamed',
      description: null,
    });
    const { description: _, ...rest } = made;
    const { updatedAt } = changed;
    expect(changed).toEqual({ ...rest, name: 'Renamed', version: 2, updatedAt });
    const event = await lastEvent('assets.equipment.changed.v1', `equipment/${made.id}`);
    expect(event.data).toMatchObject({ name: 'Renamed', version: 2 });
    const stale = tell(ChangeEquipment, { equipmentId: made.id, expectedVersion: 1, name: 'x' });
    await expect(stale).rejects.toMatchObject(refusal(412));
    const same = await tell(ChangeEquipment, { equipmentId: made.id, name: 'Renamed' });
    expect(same.version).toBe(2);
  });

  it('is replaced as a whole: what is left out is gone, its code stays', async () => {
    const { id: equipmentId, code } = await register();
    const replaced = await tell(ReplaceEquipment, { equipmentId, name: 'Bare' });
    expect(replaced).toMatchObject({ code, name: 'Bare', class: 'unclassified', criticality: 'C' });
    expect(Object.keys(replaced)).not.toEqual(expect.arrayContaining(['manufacturer']));
    expect(replaced.metadata).toBeUndefined();
  });

  it('REG-11 changes state by a word of any system, and keeps the word', async () => {
    const { id: equipmentId } = await register();
    const state = await tell(SetEquipmentState, {
      equipmentId,
      status: 'maintenance',
      reason: 'Seals',
    });
    expect(state).toMatchObject({
      operating: 'scheduled_down',
      onlineStatus: 'MAINTENANCE',
      fleetStatus: 'maintenance',
      machineStatus: 'Maintenance',
    });
    const history = await tell(ListEquipmentHistory, { equipmentId });
    expect(history.items).toEqual([
      expect.objectContaining({
        ...{ kind: 'operating', from: 'unknown', to: 'scheduled_down' },
        ...{ word: 'maintenance', reason: 'Seals', actor: 'user:tess' },
      }),
    ]);
    const event = await lastEvent('assets.equipment.state_changed.v1', `equipment/${equipmentId}`);
    expect(event.data).toMatchObject({ word: 'maintenance', operating: 'scheduled_down' });
    const nothing = tell(SetEquipmentState, { equipmentId });
    await expect(nothing).rejects.toMatchObject(refusal(422, 'status'));
  });

  it('REG-24 is kept when inactive, and never comes back once disposed of', async () => {
    const { id: equipmentId } = await register();
    await tell(SetEquipmentState, { equipmentId, status: 'inactive' });
    expect(await tell(GetEquipment, { equipmentId })).toMatchObject({ lifecycle: 'mothballed' });
    await tell(SetEquipmentState, { equipmentId, lifecycle: 'disposed' });
    const back = tell(SetEquipmentState, { equipmentId, status: 'ONLINE' });
    await expect(back).rejects.toMatchObject(refusal(409));
  });

  it('is part of other equipment, and never of itself', async () => {
    const unit = await register({ level: 'unit' });
    const part = await register({ level: 'component', parentId: unit.id });
    const item = await register({ level: 'maintainable_item', parentId: part.id });
    expect((await tell(ListEquipment, { parentId: unit.id })).items).toEqual([part]);
    for (const parentId of [item.id, unit.id]) {
      const cycle = tell(ChangeEquipment, { equipmentId: unit.id, parentId });
      await expect(cycle).rejects.toMatchObject(refusal(422, 'parentId'));
    }
    const missing = register({ parentId: uuidv7() });
    await expect(missing).rejects.toMatchObject(refusal(422, 'parentId'));
    const referredTo = tell(RemoveEquipment, { equipmentId: unit.id });
    await expect(referredTo).rejects.toMatchObject(refusal(409));
  });

  it('closes no cycle when two are moved below one another at a time', async () => {
    const [a, b] = [await register(), await register()];
    const both = await Promise.allSettled([
      tell(ChangeEquipment, { equipmentId: a.id, parentId: b.id }),
      tell(ChangeEquipment, { equipmentId: b.id, parentId: a.id }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('REG-14 REG-29 takes its history along when it moves', async () => {
    const [first, second] = [
      await tell(RegisterLocation, { kind: 'position', name: 'Feed pump A' }),
      await tell(RegisterLocation, { kind: 'position', name: 'Feed pump B' }),
    ];
    const { id: equipmentId } = await register({ locationId: first.id });
    const position = { latitude: 24.7136, longitude: 46.6753 };
    const moved = await tell(MoveEquipment, { equipmentId, locationId: second.id, position });
    expect(moved).toMatchObject({ locationId: second.id, position });
    const event = await lastEvent('assets.equipment.moved.v1', `equipment/${equipmentId}`);
    expect(event.data).toMatchObject({ locationId: second.id, previousLocationId: first.id });
    const { items } = await tell(ListEquipmentHistory, { equipmentId, kind: 'place' });
    expect(items.map(({ from, to }) => [from, to])).toEqual([
      [first.id, second.id],
      [undefined, first.id],
    ]);
    const spans = await plant.database.admin.query<object[]>(
      `SELECT location_id, to_at IS NULL AS open FROM assets.installation
       WHERE equipment_id = $1 ORDER BY from_at, to_at`,
      [equipmentId],
    );
    expect(spans).toEqual([
      { location_id: first.id, open: false },
      { location_id: second.id, open: true },
    ]);
    const nowhere = tell(MoveEquipment, { equipmentId, locationId: uuidv7() });
    await expect(nowhere).rejects.toMatchObject(refusal(422, 'locationId'));
  });

  it('REG-13 does not go back to a point that was sent late', async () => {
    const { id: equipmentId } = await register();
    const here = { latitude: 10, longitude: 20 };
    const at = new Date(Date.now() - 60_000).toISOString();
    await tell(MoveEquipment, { equipmentId, position: here, at });
    const late = new Date(Date.now() - 120_000).toISOString();
    const position = { latitude: 0, longitude: 0 };
    expect(await tell(MoveEquipment, { equipmentId, position, at: late })).toMatchObject({
      position: here,
      positionAt: at,
    });
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    const early = tell(MoveEquipment, { equipmentId, position, at: ahead });
    await expect(early).rejects.toMatchObject(refusal(422, 'at'));
  });

  it('REG-16 is found by a tag that cannot be guessed and can be made anew', async () => {
    const made = await register();
    const about = { equipmentId: made.id };
    await expect(tell(GetEquipmentTag, about)).rejects.toMatchObject(refusal(404));
    const first = await tell(RotateEquipmentTag, about);
    expect(first.token).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(await tell(GetEquipmentTag, about)).toEqual(first);
    expect(await tell(FindEquipmentByTag, { token: first.token })).toEqual(made);
    const second = await tell(RotateEquipmentTag, about);
    const old = tell(FindEquipmentByTag, { token: first.token });
    await expect(old).rejects.toMatchObject(refusal(404));
    expect(await tell(FindEquipmentByTag, { token: second.token })).toEqual(made);
    const stranger = { ...plant.caller(), tenantId: uuidv7() };
    const foreign = ask(gateway, FindEquipmentByTag, { token: second.token }, stranger);
    await expect(foreign).rejects.toMatchObject(refusal(404));
  });

  it('REG-20 is assigned to users and teams, to each once', async () => {
    const { id: equipmentId } = await register();
    const assigned = await tell(AssignEquipment, { equipmentId, assignee: 'tina', role: 'owner' });
    const again = tell(AssignEquipment, { equipmentId, assignee: 'tina' });
    await expect(again).rejects.toMatchObject(refusal(409));
    const team = { equipmentId, assigneeKind: 'team', assignee: 'tina' } as const;
    await tell(AssignEquipment, team);
    expect((await tell(ListAssignments, { equipmentId })).totalCount).toBe(2);
    const mine = await tell(ListEquipment, { assignee: 'tina' });
    expect(mine.items.map(({ id }) => id)).toEqual([equipmentId]);
    await tell(EndAssignment, { equipmentId, assignmentId: assigned.id });
    const ended = tell(EndAssignment, { equipmentId, assignmentId: assigned.id });
    await expect(ended).rejects.toMatchObject(refusal(404));
    expect((await tell(ListAssignments, { equipmentId })).totalCount).toBe(1);
  });

  it('REG-22 is found by part of its code or name in any language, and by its state', async () => {
    const word = `W${uuidv7().slice(-8)}`;
    const a = await register({ name: `Big ${word} machine`, status: 'Running', class: 'lathe' });
    const b = await register({ name: 'x', names: { ar: `ب ${word}` }, status: 'Down' });
    const search = word.toLowerCase();
    const ids = async (more: FieldsOf<ListEquipment> = {}): Promise<string[]> =>
      (await tell(ListEquipment, { search, ...more })).items.map(({ id }) => id);
    expect(await ids()).toEqual([b.id, a.id]);
    expect(await ids({ sort: 'createdAt' })).toEqual([a.id, b.id]);
    expect(await ids({ status: 'Running' })).toEqual([a.id]);
    expect(await ids({ status: 'ERROR' })).toEqual([b.id]);
    expect(await ids({ class: 'Lathe Machine' })).toEqual([a.id]);
    expect(await ids({ skip: 1, limit: 1 })).toEqual([a.id]);
    expect(await ids({ search: '%' })).toEqual([]);
  });

  it('REG-12 REG-15 is found below a location, in a box and around a point', async () => {
    const field = await tell(RegisterLocation, { kind: 'field', name: 'North' });
    const plot = await tell(RegisterLocation, { kind: 'area', name: 'A', parentId: field.id });
    const near = { latitude: 52.52, longitude: 13.405 };
    const far = { latitude: 52.53, longitude: 13.405 };
    const a = await register({ locationId: plot.id, position: near });
    const b = await register({ locationId: field.id, position: far });
    const ids = async (asked: FieldsOf<ListEquipment>): Promise<string[]> =>
      (await tell(ListEquipment, asked)).items.map(({ id }) => id).sort();
    expect(await ids({ locationId: field.id })).toEqual([a.id, b.id].sort());
    expect(await ids({ locationId: plot.id })).toEqual([a.id]);
    expect(await ids({ bbox: '13.4,52.515,13.41,52.525' })).toEqual([a.id]);
    expect(await ids({ near: '52.52,13.405', radius: 1000 })).toEqual([a.id]);
    expect(await ids({ near: '52.52,13.405', radius: 1200 })).toEqual([a.id, b.id].sort());
    await expect(ids({ bbox: 'x' })).rejects.toMatchObject(refusal(422, 'bbox'));
    await expect(ids({ radius: 5 })).rejects.toMatchObject(refusal(422, 'radius'));
  });

  it('REG-26 is counted by state and class', async () => {
    const before = await tell(CountEquipment, {});
    await register({ status: 'Running', class: 'drone' });
    const after = await tell(CountEquipment, {});
    expect(after.total).toBe(before.total + 1);
    expect(after.byClass).toContainEqual({ word: 'drone', count: 1 });
    const running = after.byMachineStatus.find(({ word }) => word === 'Running');
    expect(running?.count).toBeGreaterThan(0);
  });

  it('REG-23 REG-28 leaves the lists when removed, and nothing known of it is lost', async () => {
    const { id: equipmentId, code } = await register({ externalIds: { sap: 'R-1' } });
    const sensor = await tell(RegisterSensor, {
      ...{ equipmentId, code: `${code}.vibration`, key: 'vibration', unit: 'mm/s' },
    });
    const removed = await tell(RemoveEquipment, { equipmentId });
    expect(removed.deletedAt).toBeDefined();
    await expect(tell(GetEquipment, { equipmentId })).rejects.toMatchObject(refusal(404));
    expect((await tell(ListEquipment, { code })).items).toEqual([]);
    expect(await tell(GetSensor, { sensorId: sensor.id })).toHaveProperty('retiredAt');
    await lastEvent('assets.sensor.retired.v1', `sensor/${sensor.id}`);
    await lastEvent('assets.equipment.removed.v1', `equipment/${equipmentId}`);
    const again = await register({ code, externalIds: { sap: 'R-1' } });
    expect(again.id).not.toBe(equipmentId);
    const gone = plant.database.admin.query('DELETE FROM assets.equipment WHERE id = $1', [
      equipmentId,
    ]);
    await expect(gone).rejects.toThrow(/sensor_equipment_fkey/);
  });
});
