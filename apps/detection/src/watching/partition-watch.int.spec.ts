import { eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { DetectionModule } from '../detection.module.js';

describe('a hole in the readings log', () => {
  let plant: TestPlant;
  let acquisition: NatsConnection;
  const equipmentId = uuidv7();
  const sensorId = uuidv7();

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('detection', DetectionModule);
    acquisition = await plant.connect('acquisition');
  });

  afterAll(() => plant.stop());

  const send = (partition: number, logSeq: number): Promise<unknown> => {
    const data = {
      partition,
      logSeq,
      sensors: [{ sensorId, equipmentId, key: 'k', unit: 'bar' }],
      correlations: [uuidv7()],
      sensor: [0],
      measuredAt: [logSeq * 1_000],
      value: [1],
      quality: ['good'],
      correlation: [0],
      recordedAt: 0,
    };
    const body = JSON.stringify({ id: uuidv7(), tenantid: plant.tenantId, data });
    return jetstream(acquisition).publish(`readings.${partition}`, body);
  };
  const position = async (partition: number): Promise<{ epoch: number; logSeq: number }> => {
    const [row] = await plant.database.admin.query<{ epoch: number; logSeq: number }[]>(
      `SELECT epoch::int AS epoch, log_seq::int AS "logSeq" FROM detection.partition_position
       WHERE partition = $1`,
      [partition],
    );
    return row ?? { epoch: -1, logSeq: -1 };
  };
  const untilAt = (partition: number, logSeq: number): Promise<boolean> =>
    eventually(
      `batch ${logSeq} of partition ${partition}`,
      async () => (await position(partition)).logSeq === logSeq,
      30_000,
    );

  it('costs nothing that was learnt while acquisition is away', async () => {
    await send(3, 1);
    await untilAt(3, 1);
    const { epoch } = await position(3);
    await send(3, 2);
    await send(3, 5);
    await send(3, 4);
    await untilAt(3, 2);
    await send(3, 3);
    await untilAt(3, 5);
    expect((await position(3)).epoch).toBe(epoch);
  });
});
