import {
  ChangeSensor,
  GetSensor,
  ListMeterEpochs,
  ListSensors,
  RegisterEquipment,
  RegisterSensor,
  RetireSensor,
  StartMeterEpoch,
  type CloudEvent,
  type ContractClass,
  type FieldsOf,
  type ReplyOf,
  type Request,
  type SensorView,
} from '@libs/contracts';
import { ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { AssetsModule } from './assets.module.js';

describe('the sensors of the registry', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let equipmentId: string;
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
    equipmentId = (await tell(RegisterEquipment, { name: 'Pump' })).id;
  });

  afterAll(() => plant.stop());

  const tell = <R extends Request<unknown>>(
    contract: ContractClass<R>,
    request: FieldsOf<R>,
  ): Promise<ReplyOf<R>> => ask(gateway, contract, request, plant.caller());
  const register = (more: Partial<FieldsOf<RegisterSensor>> = {}): Promise<SensorView> => {
    count += 1;
    const named = { equipmentId, code: `P.s${count}`, key: `s${count}`, unit: 'bar' };
    return tell(RegisterSensor, { ...named, rangeMin: 0, rangeMax: 10, ...more });
  };
  const refusal = (status: number, field?: string): object => ({
    problem: { status, ...(field && { errors: [expect.objectContaining({ field })] }) },
  });

  it('TEL-08 are changed in parts, and tell all of what they are now', async () => {
    const made = await register();
    const { updatedAt: _, ...rest } = made;
    const asked = { sensorId: made.id, expectedVersion: 1, name: 'Outlet', rangeMax: 12 };
    const changed = await tell(ChangeSensor, asked);
    expect(changed).toMatchObject({ ...rest, name: 'Outlet', rangeMax: 12, version: 2 });
    const event = await eventually('the event', () =>
      heard.find(({ type }) => type === 'assets.sensor.changed.v1'),
    );
    expect(event.subject).toBe(`sensor/${made.id}`);
    const { id: sensorId, ...state } = changed;
    expect(event.data).toEqual({ ...state, sensorId });
    await expect(tell(ChangeSensor, asked)).rejects.toMatchObject(refusal(412));
  });

  it('have a range whose ends are the right way round, and a unit that is known', async () => {
    const { id: sensorId } = await register();
    const upsideDown = tell(ChangeSensor, { sensorId, rangeMin: 10 });
    await expect(upsideDown).rejects.toMatchObject(refusal(422, 'rangeMax'));
    expect(await tell(ChangeSensor, { sensorId, rangeMax: null, rangeMin: 10 })).toMatchObject({
      rangeMin: 10,
    });
    const unit = tell(ChangeSensor, { sensorId, unit: 'mm per s' });
    await expect(unit).rejects.toMatchObject(refusal(422, 'unit'));
    await expect(register({ unit: 'furlongs' })).rejects.toMatchObject({
      problem: {
        errors: [{ field: 'unit', message: 'furlongs is no UCUM code; perhaps [fur_us]?' }],
      },
    });
  });

  it('TEL-05: keep the UCUM code of a unit however it is spelled', async () => {
    const { id: sensorId, unit } = await register({ unit: '°C' });
    expect(unit).toBe('Cel');
    expect((await tell(ChangeSensor, { sensorId, unit: 'rpm' })).unit).toBe('{rev}/min');
    expect((await tell(GetSensor, { sensorId })).unit).toBe('{rev}/min');
  });

  it('are retired once, and are listed only when asked for', async () => {
    const { id: sensorId, code } = await register();
    const retired = await tell(RetireSensor, { sensorId });
    expect(retired.retiredAt).toBeDefined();
    expect((await tell(ListSensors, { code })).items).toEqual([]);
    expect((await tell(ListSensors, { code, retired: 'true' })).items).toEqual([retired]);
    expect(await tell(GetSensor, { sensorId })).toEqual(retired);
    await expect(tell(RetireSensor, { sensorId })).rejects.toMatchObject(refusal(409));
    await expect(tell(ChangeSensor, { sensorId })).rejects.toMatchObject(refusal(409));
    await eventually('the event', () =>
      heard.some(({ type }) => type === 'assets.sensor.retired.v1'),
    );
  });

  it('TEL-08 go on counting over resets, rollovers and replacements', async () => {
    const { id: sensorId } = await register({ kind: 'counter', unit: 'h' });
    const start = Date.now() - 60_000;
    const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();
    const first = await tell(StartMeterEpoch, {
      ...{ sensorId, reason: 'rollover', lastValue: 9_999, startedAt: at(1) },
    });
    expect(first.offset).toBe(9_999);
    const second = await tell(StartMeterEpoch, {
      ...{ sensorId, reason: 'replaced', lastValue: 501, firstValue: 20, startedAt: at(2) },
    });
    // Where the old counter showed 501 and the new one 20, the meter reads the same.
    expect(first.offset + 501).toBe(second.offset + 20);
    expect((await tell(ListMeterEpochs, { sensorId })).items).toEqual([second, first]);
    const early = tell(StartMeterEpoch, {
      ...{ sensorId, reason: 'reset', lastValue: 1, startedAt: at(1.5) },
    });
    await expect(early).rejects.toMatchObject(refusal(422, 'startedAt'));
    const gauge = await register();
    const wrong = tell(StartMeterEpoch, { sensorId: gauge.id, reason: 'reset', lastValue: 1 });
    await expect(wrong).rejects.toMatchObject(refusal(409));
    await eventually(
      'both events',
      () => heard.filter(({ type }) => type === 'assets.meter.epoch_started.v1').length === 2,
    );
  });
});
