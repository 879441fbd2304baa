import {
  ChangeLocation,
  GetLocation,
  ListLocations,
  MoveEquipment,
  RegisterEquipment,
  RegisterLocation,
  RemoveLocation,
  type CloudEvent,
  type ContractClass,
  type FieldsOf,
  type LocationView,
  type ReplyOf,
  type Request,
} from '@libs/contracts';
import { ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AssetsModule } from './assets.module.js';

describe('the tree of locations', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  const heard: CloudEvent[] = [];

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
  const below = (
    parent: LocationView | undefined,
    more: Partial<FieldsOf<RegisterLocation>> = {},
  ): Promise<LocationView> =>
    tell(RegisterLocation, {
      ...{ kind: 'room', name: 'Somewhere' },
      ...(parent && { parentId: parent.id }),
      ...more,
    });
  const ids = async (asked: FieldsOf<ListLocations>): Promise<string[]> =>
    (await tell(ListLocations, asked)).items.map(({ id }) => id);
  const refusal = (status: number, field?: string): object => ({
    problem: { status, ...(field && { errors: [expect.objectContaining({ field })] }) },
  });

  it('REG-12 REG-30 holds building, floor and room, and tells what was done', async () => {
    const building = await below(undefined, {
      ...{ kind: 'building', name: 'Pump house', names: { ar: 'بيت المضخات' }, code: 'PH' },
      position: { latitude: 24.7, longitude: 46.7 },
    });
    const floor = await below(building, { kind: 'floor', name: 'Ground floor' });
    const room = await below(floor, { kind: 'room', name: 'Room 1' });
    const field = await below(undefined, { kind: 'field', name: 'North field' });
    expect(room).toMatchObject({ depth: 3, parentId: floor.id, version: 1 });
    expect(await tell(GetLocation, { locationId: building.id })).toEqual(building);
    expect(await ids({ under: building.id })).toEqual([building.id, floor.id, room.id]);
    expect(await ids({ parentId: building.id })).toEqual([floor.id]);
    expect(await ids({ search: 'NORTH' })).toEqual([field.id]);
    expect(await ids({ code: 'PH' })).toEqual([building.id]);
    const event = await eventually('the event', () =>
      heard.find(({ subject }) => subject === `location/${building.id}`),
    );
    const { id: locationId, ...state } = building;
    expect(event).toMatchObject({ type: 'assets.location.registered.v1' });
    expect(event.data).toEqual({ ...state, locationId });
    const taken = below(undefined, { code: 'PH' });
    await expect(taken).rejects.toMatchObject(refusal(409, 'code'));
  });

  it('takes a branch along when its top moves', async () => {
    const [a, b] = [await below(undefined), await below(undefined)];
    const c = await below(a);
    const d = await below(c);
    const moved = await tell(ChangeLocation, { locationId: c.id, parentId: b.id });
    expect(moved).toMatchObject({ parentId: b.id, depth: 2, version: 2 });
    expect(await ids({ under: a.id })).toEqual([a.id]);
    expect(await ids({ under: b.id })).toEqual([b.id, c.id, d.id]);
    await tell(ChangeLocation, { locationId: c.id, parentId: null });
    expect(await tell(GetLocation, { locationId: d.id })).toMatchObject({ depth: 2 });
  });

  it('is never in itself, and no deeper than 30', async () => {
    const top = await below(undefined);
    const mid = await below(top);
    for (const parentId of [mid.id, top.id]) {
      const cycle = tell(ChangeLocation, { locationId: top.id, parentId });
      await expect(cycle).rejects.toMatchObject(refusal(422, 'parentId'));
    }
    let lowest = mid;
    for (let depth = 3; depth <= 30; depth += 1) lowest = await below(lowest);
    expect(lowest.depth).toBe(30);
    await expect(below(lowest)).rejects.toMatchObject(refusal(422, 'parentId'));
    const other = await below(undefined);
    const tooDeep = tell(ChangeLocation, { locationId: top.id, parentId: other.id });
    await expect(tooDeep).rejects.toMatchObject(refusal(422, 'parentId'));
    await expect(below(undefined, { parentId: uuidv7() })).rejects.toMatchObject(
      refusal(422, 'parentId'),
    );
  });

  it('is changed in parts, by who has seen its newest version', async () => {
    const made = await below(undefined, { names: { ar: 'أ', de: 'Raum' }, metadata: { a: 1 } });
    const changed = await tell(ChangeLocation, {
      ...{ locationId: made.id, expectedVersion: 1, names: { de: null, en: 'Room' } },
      metadata: null,
    });
    expect(changed.names).toEqual({ ar: 'أ', en: 'Room' });
    expect(changed).not.toHaveProperty('metadata');
    const stale = tell(ChangeLocation, { locationId: made.id, expectedVersion: 1, name: 'x' });
    await expect(stale).rejects.toMatchObject(refusal(412));
  });

  it('REG-15 finds what is near, the nearest first, also across the date line', async () => {
    const at = (latitude: number, longitude: number): Promise<LocationView> =>
      below(undefined, { kind: 'site', position: { latitude, longitude } });
    const fiji = await at(-17.0, 179.95);
    const east = await at(-17.0, -179.95);
    const far = await at(-17.0, 178.0);
    expect(await ids({ near: '-17,179.96', radius: 20_000 })).toEqual([fiji.id, east.id]);
    expect(await ids({ bbox: '179.9,-18,-179.9,-16' })).toEqual([fiji.id, east.id]);
    expect(await ids({ bbox: '177,-18,179,-16' })).toEqual([far.id]);
    const pole = await at(89.99, 100);
    expect(await ids({ near: '89.99,-80', radius: 5000 })).toEqual([pole.id]);
  });

  it('keeps what is referred to', async () => {
    const room = await below(undefined);
    const shelf = await below(room);
    const { id: equipmentId } = await tell(RegisterEquipment, {
      ...{ name: 'Pump', locationId: shelf.id },
    });
    for (const locationId of [room.id, shelf.id]) {
      await expect(tell(RemoveLocation, { locationId })).rejects.toMatchObject(refusal(409));
    }
    await tell(MoveEquipment, { equipmentId, locationId: null });
    await tell(RemoveLocation, { locationId: shelf.id });
    await tell(RemoveLocation, { locationId: room.id });
    await expect(tell(GetLocation, { locationId: room.id })).rejects.toMatchObject(refusal(404));
    expect(await ids({ under: room.id })).toEqual([]);
  });
});
