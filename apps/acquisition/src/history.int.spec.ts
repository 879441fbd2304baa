import { ReadHistory, SensorRegistered, type ReadingsHistory } from '@libs/contracts';
import { aCloudEvent, ask, eventually, publishEvent, TestGateway, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AcquisitionModule } from './acquisition.module.js';

const START = Date.parse('2026-03-01T00:00:00Z');

describe('recorded history', () => {
  let plant: TestPlant;
  let api: NatsConnection;
  const equipmentId = uuidv7();
  const [fast, slow] = [uuidv7(), uuidv7()];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('acquisition', AcquisitionModule);
    api = await plant.connect('gateway');
    const assets = await plant.connect('assets');
    for (const [sensorId, key] of [
      [fast, 'fast'],
      [slow, 'slow'],
    ] as const) {
      const sensor = { sensorId, equipmentId, code: key, key, unit: 'bar', kind: 'gauge' } as const;
      const range = { rangeMin: -100, rangeMax: 100 };
      const event = { ...sensor, ...range };
      await publishEvent(assets, aCloudEvent(SensorRegistered, event, plant));
    }
    await eventually('the sensors', async () => {
      const rows = await plant.database.admin.query<object[]>('SELECT 1 FROM acquisition.sensor');
      return rows.length === 2;
    });
    const line = new TestGateway(await plant.connectDevices(), plant.tenantId, 'line-1');
    const at = (second: number) => START + second * 1000;
    const often = Array.from({ length: 100 }, (_, n) => ({ sensor: 'fast', at: at(n), value: n }));
    const seldom = Array.from({ length: 10 }, (_, n) => ({
      sensor: 'slow',
      at: at(n * 10),
      value: -n,
    }));
    await line.send([...often, ...seldom]);
    await eventually(
      'the readings',
      async () => (await pageFrom(START, 1000)).value.length === 110,
    );
  });

  afterAll(() => plant.stop());

  const pageFrom = (from: number, atMost: number, sensorId?: string): Promise<ReadingsHistory> =>
    ask(
      api,
      ReadHistory,
      {
        ...{ equipmentId, from: new Date(from).toISOString(), to: '2026-03-02T00:00:00Z', atMost },
        ...(sensorId && { sensorId }),
      },
      plant.caller(),
    );

  it('comes in pages that together are every reading once, in event time', async () => {
    const met: string[] = [];
    const times: number[] = [];
    let from: number | null = START;
    let pages = 0;
    while (from !== null) {
      const page: ReadingsHistory = await pageFrom(from, 12);
      expect(page.value.length).toBeLessThanOrEqual(12);
      page.measuredAt.forEach((ms, row) => {
        met.push(`${page.sensors[page.sensor[row] ?? -1]?.key} ${ms}`);
        times.push(ms);
      });
      from = page.next === null ? null : Date.parse(page.next);
      pages += 1;
    }
    expect(pages).toBeGreaterThan(9);
    expect(new Set(met).size).toBe(110);
    expect(met).toHaveLength(110);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('is that of one sensor where one is named, with what is known of it', async () => {
    const page = await pageFrom(START, 1000, slow);
    expect(page.value).toHaveLength(10);
    expect(page.sensors).toMatchObject([{ sensorId: slow, rangeMin: -100, kind: 'gauge' }]);
    expect(page.next).toBeNull();
  });
});
