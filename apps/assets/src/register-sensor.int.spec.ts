import { GetSensor, ListEquipment, RegisterEquipment, RegisterSensor } from '@libs/contracts';
import { ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { AssetsModule } from './assets.module.js';

describe('the registry', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    gateway = await plant.connect('gateway');
  });

  afterAll(() => plant.stop());

  const pump = { code: 'P-101', name: 'Feed water pump', class: 'centrifugal_pump' };

  it('registers equipment and its sensor, and tells the plant', async () => {
    const heard: string[] = [];
    const subscription = gateway.subscribe(`event.${plant.tenantId}.assets.>`, {
      callback: (_, message) => {
        heard.push(message.json<{ type: string }>().type);
      },
    });
    const equipment = await ask(gateway, RegisterEquipment, pump, plant.caller());
    const sensor = await ask(
      gateway,
      RegisterSensor,
      { equipmentId: equipment.id, code: 'P-101.vibration', key: 'vibration', unit: 'mm/s' },
      plant.caller(),
    );
    expect(await ask(gateway, GetSensor, { sensorId: sensor.id }, plant.caller())).toEqual(sensor);
    await eventually('both events', () => heard.length === 2);
    expect(heard).toEqual(['assets.equipment.registered.v1', 'assets.sensor.registered.v1']);
    subscription.unsubscribe();
  });

  it('refuses a second equipment of the same code', async () => {
    const again = ask(gateway, RegisterEquipment, pump, plant.caller());
    await expect(again).rejects.toMatchObject({ problem: { status: 409 } });
  });

  it('answers the same request under the same key once and for all', async () => {
    const fan = { code: 'F-1', name: 'Fan', class: 'fan' };
    const options = { idempotencyKey: 'fan-1' };
    const first = await ask(gateway, RegisterEquipment, fan, plant.caller(), options);
    expect(await ask(gateway, RegisterEquipment, fan, plant.caller(), options)).toEqual(first);
    const other = ask(gateway, RegisterEquipment, { ...fan, code: 'F-2' }, plant.caller(), options);
    await expect(other).rejects.toMatchObject({ problem: { status: 422 } });
  });

  it('keeps tenants apart', async () => {
    const stranger = { ...plant.caller(), tenantId: '01940000-0000-7000-8000-000000000001' };
    expect(await ask(gateway, ListEquipment, {}, stranger)).toEqual({ items: [], totalCount: 0 });
  });

  it('names the field at fault', async () => {
    const refused = ask(gateway, RegisterEquipment, { ...pump, code: 'p 1' }, plant.caller());
    await expect(refused).rejects.toMatchObject({
      problem: { status: 422, errors: [expect.objectContaining({ field: 'code' })] },
    });
  });
});
