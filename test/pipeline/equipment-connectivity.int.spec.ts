import {
  GetEquipment,
  RegisterEquipment,
  RegisterSensor,
  type CloudEvent,
  type Connectivity,
  type EquipmentConnectivityChanged,
} from '@libs/contracts';
import { ask, eventually, TestGateway, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { AcquisitionModule } from '../../apps/acquisition/src/acquisition.module.js';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';

const SHORT = {
  CONNECTIVITY_CHECK_MS: '100',
  CONNECTIVITY_SHORTEST_PERIOD_MS: '100',
  CONNECTIVITY_STALE_AFTER_PERIODS: '15',
  CONNECTIVITY_OFFLINE_AFTER_PERIODS: '50',
};

describe('whether equipment is heard', () => {
  let plant: TestPlant;
  let api: NatsConnection;
  let line: TestGateway;
  const changes: EquipmentConnectivityChanged[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    api = await plant.connect('gateway');
    api.subscribe('event.*.acquisition.equipment.connectivity_changed', {
      callback: (_, message) =>
        void changes.push(message.json<CloudEvent<EquipmentConnectivityChanged>>().data),
    });
    await api.flush();
    await plant.startAgent('acquisition', AcquisitionModule, { environment: SHORT });
    line = new TestGateway(await plant.connectDevices(), plant.tenantId, 'line');
  });

  afterAll(() => plant.stop());

  const aMachine = async (code: string, expectedPeriodMs?: number): Promise<string> => {
    const { id: equipmentId } = await ask(api, RegisterEquipment, { name: code }, plant.caller());
    const period = expectedPeriodMs === undefined ? {} : { expectedPeriodMs };
    const sensor = { equipmentId, code: `${code}.speed`, key: 'speed', unit: 'rpm', ...period };
    await ask(api, RegisterSensor, sensor, plant.caller());
    return equipmentId;
  };
  const send = (code: string) =>
    line.send([{ sensor: `${code}.speed`, at: new Date().toISOString(), value: 1 }]);
  const until = (equipmentId: string, connectivity: Connectivity) =>
    eventually(connectivity, async () => {
      const found = await ask(api, GetEquipment, { equipmentId }, plant.caller());
      return found.connectivity === connectivity;
    });
  const told = (equipmentId: string): string[] =>
    changes
      .filter((each) => each.equipmentId === equipmentId)
      .map(({ previous, connectivity }) => `${previous} ${connectivity}`);

  it('TEL-10: goes from never seen over stale to offline and back, told once for each', async () => {
    const [busy, slow] = [await aMachine('A', 100), await aMachine('B', 60_000)];
    await send('A');
    await send('B');
    await until(busy, 'online');
    await until(slow, 'online');
    await until(busy, 'stale');
    await until(busy, 'offline');
    await send('A');
    await until(busy, 'online');
    expect(told(busy).slice(0, 4)).toEqual([
      ...['never_seen online', 'online stale', 'stale offline', 'offline online'],
    ]);
    expect(told(slow)).toEqual(['never_seen online']);
  });

  it('is not worse for time in which nobody listened', async () => {
    const machine = await aMachine('C', 60_000);
    await send('C');
    await until(machine, 'online');
    const ago = `now() - interval '1 hour'`;
    const watch = (set: string) =>
      plant.database.admin.query(`UPDATE acquisition.connectivity_watch SET ${set}`);
    const isJudged = () =>
      eventually('the next judgement', async () => {
        const rows = await plant.database.admin.query<object[]>(
          `SELECT 1 FROM acquisition.connectivity_watch WHERE checked_at > ${ago}`,
        );
        return rows.length > 0;
      });
    // As if the agent had been away for an hour, and the reading had come before.
    await watch(`due_at = now() + interval '1 hour'`);
    await plant.database.admin.query(
      `UPDATE acquisition.latest_value SET recorded_at = ${ago}
       WHERE sensor_id IN (SELECT id FROM acquisition.sensor WHERE equipment_id = $1)`,
      [machine],
    );
    await watch(`checked_at = ${ago} - interval '1 s', due_at = ${ago}, lease_until = '-infinity'`);
    await isJudged();
    expect(told(machine)).toEqual(['never_seen online']);
    await watch(`awake_since = ${ago}`);
    await until(machine, 'offline');
    expect(told(machine)).toEqual(['never_seen online', 'online offline']);
  });
});
