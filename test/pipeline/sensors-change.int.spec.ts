import {
  ChangeSensor,
  eventContractOf,
  GetSeries,
  LimitExceeded,
  LimitReturned,
  ListLimits,
  RegisterEquipment,
  RegisterSensor,
  RetireSensor,
  SetLimit,
  type CloudEvent,
  type ContractClass,
} from '@libs/contracts';
import { ask, eventually, TestGateway, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { AcquisitionModule } from '../../apps/acquisition/src/acquisition.module.js';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';
import { DetectionModule } from '../../apps/detection/src/detection.module.js';

const T0 = Date.parse('2026-03-01T00:00:00Z');

describe('a sensor that changes', () => {
  let plant: TestPlant;
  let api: NatsConnection;
  let line: TestGateway;
  let sensorId: string;
  let sent = 0;
  const heard: CloudEvent[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    await plant.startAgent('acquisition', AcquisitionModule);
    await plant.startAgent('detection', DetectionModule);
    api = await plant.connect('gateway');
    api.subscribe(`event.${plant.tenantId}.detection.>`, {
      callback: (_, message) => {
        heard.push(message.json<CloudEvent>());
      },
    });
    line = new TestGateway(await plant.connectDevices(), plant.tenantId, 'line');
    const pump = { code: 'P-1', name: 'Pump', class: 'pump' };
    const { id: equipmentId } = await ask(api, RegisterEquipment, pump, plant.caller());
    const sensor = { equipmentId, code: 'P-1.p', key: 'p', unit: 'bar', rangeMax: 10 };
    sensorId = (await ask(api, RegisterSensor, sensor, plant.caller())).id;
  });

  afterAll(() => plant.stop());

  /** Sends one reading; answers its quality, or that it was refused. */
  const send = async (value: number): Promise<string> => {
    sent += 1;
    const at = new Date(T0 + sent * 1000);
    const refused = line.rejects.length;
    await line.send([{ sensor: 'P-1.p', at: at.toISOString(), value }]);
    return eventually('the reading or its refusal', async () => {
      const [row] = await plant.database.admin.query<{ quality: string }[]>(
        'SELECT quality FROM acquisition.reading WHERE sensor_id = $1 AND measured_at = $2',
        [sensorId, at],
      );
      return row?.quality ?? (line.rejects.length > refused && 'refused');
    });
  };

  it('is known by its new range to acquisition, without a restart', async () => {
    expect(await send(50)).toBe('bad');
    const wider = { sensorId, rangeMax: 100 };
    await ask(api, ChangeSensor, wider, plant.caller());
    await eventually('the new range', async () => (await send(50)) === 'good');
  });

  it('ALM-01: sends to nobody any more once it is retired, and what was open at it ends', async () => {
    const limit = { sensorId, kind: 'high', threshold: 90, severity: 'high' } as const;
    const asked = { sensorId };
    await eventually('detection to know the sensor', () =>
      ask(api, SetLimit, limit, plant.caller()).catch(() => undefined),
    );
    const told = (contract: ContractClass): Promise<CloudEvent> => {
      const { type } = eventContractOf(contract);
      return eventually(type, () => heard.find((each) => each.type === type) ?? false);
    };
    await eventually('the limit to bite', async () => {
      await send(95);
      return heard.some(({ type }) => type === eventContractOf(LimitExceeded).type);
    });
    await ask(api, RetireSensor, asked, plant.caller());
    const began = await told(LimitExceeded);
    // No reading will ever end it, and its alarm would stay for good.
    expect(await told(LimitReturned)).toMatchObject({
      correlationid: began.correlationid,
      data: { sensorId, sensorKey: 'p', kind: 'high' },
    });
    await eventually('the refusal', async () => (await send(1)) === 'refused');
    await eventually('no limits', async () => {
      return (await ask(api, ListLimits, asked, plant.caller())).totalCount === 0;
    });
    const range = { sensorId, from: '2026-03-01T00:00:00Z', to: '2026-03-01T01:00:00Z' };
    expect((await ask(api, GetSeries, range, plant.caller())).points).not.toEqual([]);
  });
});
