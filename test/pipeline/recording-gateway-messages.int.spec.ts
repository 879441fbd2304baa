import {
  CountReadings,
  FindGatewayMessage,
  GetQuarantined,
  GetSeries,
  ListLatestValues,
  ListQuarantined,
  RegisterEquipment,
  RegisterSensor,
  ReplayQuarantined,
} from '@libs/contracts';
import { ask, eventually, TestGateway, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';
import { AcquisitionModule } from '../../apps/acquisition/src/acquisition.module.js';

const T0 = Date.parse('2026-03-01T00:00:00Z');

interface RecordedBatch {
  readonly data: { partition: number; logSeq: number; value: number[] };
}

describe('recording what gateways send', () => {
  let plant: TestPlant;
  let api: NatsConnection;
  let devices: NatsConnection;
  let equipmentId: string;

  const sensorId = async (code: string): Promise<string> => {
    const reply = await ask(
      api,
      RegisterSensor,
      {
        equipmentId,
        code,
        key: code.replaceAll('.', '_').toLowerCase(),
        unit: 'mm/s',
        rangeMax: 100,
      },
      plant.caller(),
    );
    return reply.id;
  };
  const countReadings = async (): Promise<number> => {
    const [row] = await plant.database.admin.query<{ count: string }[]>(
      'SELECT count(*) FROM acquisition.reading',
    );
    return Number(row?.count);
  };
  const gateway = (name: string): TestGateway => new TestGateway(devices, plant.tenantId, name);

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    await plant.startAgent('acquisition', AcquisitionModule);
    api = await plant.connect('gateway');
    devices = await plant.connectDevices();
    const pump = { code: 'P-1', name: 'Pump', class: 'pump' };
    equipmentId = (await ask(api, RegisterEquipment, pump, plant.caller())).id;
  });

  afterAll(() => plant.stop());

  it('TEL-01 TEL-08 TEL-11 EVT-12: records a batch once, also when it is sent again, and tells the gateway how far it is', async () => {
    const id = await sensorId('A.vibration');
    const line = gateway('line-a');
    const readings = [0, 1, 2].map((n) => ({ sensor: 'A.vibration', at: T0 + n * 1000, value: n }));
    await line.send(readings);
    await line.sendRaw(JSON.stringify({ boot: line.boot, seq: 1, readings }));
    await line.send([
      { sensor: id, at: new Date(T0 + 3000).toISOString(), value: 3, unit: 'mm/s' },
    ]);
    await eventually('the watermark', () => line.watermarks.some(({ seq }) => seq === 2));
    const range = { sensorId: id, from: '2026-03-01T00:00:00Z', to: '2026-03-01T01:00:00Z' };
    const series = await ask(api, GetSeries, range, plant.caller());
    expect(series.points.map((point) => point.average)).toEqual([0, 1, 2, 3]);
    const [latest] = await ask(api, ListLatestValues, { equipmentId }, plant.caller());
    expect(latest).toMatchObject({ sensorId: id, value: 3, quality: 'good' });
  });

  it('TEL-11: tells readings in the unit asked for, when it measures the same', async () => {
    const sensor = { equipmentId, code: 'U.temperature', key: 'temperature', unit: '°C' };
    const { id: sensorId } = await ask(api, RegisterSensor, sensor, plant.caller());
    const at = new Date(T0).toISOString();
    await gateway('line-u').send([{ sensor: 'U.temperature', at, value: 100, unit: '°C' }]);
    const latestIn = async (unit?: string) => {
      const asked = { equipmentId, ...(unit && { unit }) };
      const values = await ask(api, ListLatestValues, asked, plant.caller());
      return values.find((each) => each.sensorId === sensorId);
    };
    const latest = await eventually('the value', () => latestIn());
    expect(latest).toMatchObject({ value: 100, unit: 'Cel' });
    expect(await latestIn('°F')).toMatchObject({ value: 212, unit: '[degF]' });
    const seriesIn = (unit: string) => {
      const range = { sensorId, from: '2026-03-01T00:00:00Z', to: '2026-03-01T01:00:00Z', unit };
      return ask(api, GetSeries, range, plant.caller());
    };
    const { unit, points } = await seriesIn('K');
    expect(unit).toBe('K');
    expect(points).toMatchObject([{ min: 373.15, max: 373.15, average: 373.15, count: 1 }]);
    for (const asked of ['bar', 'furlongs']) {
      const refused = { problem: { status: 422, errors: [{ field: 'unit' }] } };
      await expect(seriesIn(asked)).rejects.toMatchObject(refused);
      await expect(latestIn(asked)).rejects.toMatchObject(refused);
    }
  });

  it('keeps a correction and what it corrected', async () => {
    const id = await sensorId('B.vibration');
    const line = gateway('line-b');
    await line.send([{ sensor: 'B.vibration', at: T0, value: 1 }]);
    await line.send([{ sensor: 'B.vibration', at: T0, value: 2 }]);
    await eventually('the watermark', () => line.watermarks.some(({ seq }) => seq === 2));
    const [reading] = await plant.database.admin.query<object[]>(
      'SELECT value FROM acquisition.reading WHERE sensor_id = $1',
      [id],
    );
    const corrections = await plant.database.admin.query<object[]>(
      'SELECT former_value FROM acquisition.reading_correction WHERE sensor_id = $1',
      [id],
    );
    expect(reading).toEqual({ value: 2 });
    expect(corrections).toEqual([{ former_value: 1 }]);
  });

  it('TEL-04: keeps a value out of range as bad', async () => {
    const id = await sensorId('C.vibration');
    await gateway('line-c').send([{ sensor: 'C.vibration', at: T0, value: 101 }]);
    const row = await eventually('the reading', async () => {
      const rows = await plant.database.admin.query<{ quality: string }[]>(
        'SELECT quality FROM acquisition.reading WHERE sensor_id = $1',
        [id],
      );
      return rows[0];
    });
    expect(row.quality).toBe('bad');
  });

  describe('TEL-04 TEL-06: what cannot be recorded', () => {
    const good = { sensor: 'D.vibration', at: T0, value: 1 };
    const cases: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
      ['no JSON', 'hello { plant', /not JSON/],
      ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0x01]), /not JSON/],
      ['a payload of 2 MB', `"${'x'.repeat(2_000_000)}"`, /at most 1000000/],
      ['none of the shapes', '{"hello":1}', /none of: readings/],
      ['an unknown sensor', bodyWith({ ...good, sensor: 'no.such' }), /not registered/],
      ['NaN', bodyWith(good).replace('"value":1', '"value":NaN'), /finite number/],
      ['a number as text', bodyWith({ ...good, value: '1' }), /finite number/],
      ['the year 1970', bodyWith({ ...good, at: 1000 }), /clock was not set/],
      ['a clock far ahead', bodyWith({ ...good, at: Date.now() + 3_600_000 }), /ahead of time/],
      ['an instant without zone', bodyWith({ ...good, at: '2026-03-01T00:00:00' }), /with a zone/],
      ['another unit', bodyWith({ ...good, unit: 'bar' }), /measures in mm\/s/],
      [
        'a value beyond all numbers',
        bodyWith(good).replace('"value":1', '"value":1e999'),
        /finite/,
      ],
      ['a list in place of a sensor', bodyWith({ ...good, sensor: ['D'] }), /sensor must be text/],
    ];

    function bodyWith(reading: object): string {
      return JSON.stringify({ readings: [reading] });
    }

    beforeAll(() => sensorId('D.vibration'));

    it.each(cases)(
      '%s: kept byte for byte, and the gateway is told why',
      async (name, body, why) => {
        const line = gateway(`bad-${name.replaceAll(' ', '-')}`);
        await line.sendRaw(body);
        const [told] = await eventually(
          'the reject',
          () => line.rejects.length > 0 && line.rejects,
        );
        expect(told?.reason).toMatch(why);
        const kept = await ask(
          api,
          GetQuarantined,
          { quarantineId: told?.quarantineId ?? '' },
          plant.caller(),
        );
        expect(Buffer.from(kept.raw, 'base64').equals(Buffer.from(body))).toBe(true);
      },
    );

    it('does not keep the good readings of the same message from being recorded', async () => {
      const id = await sensorId('E.vibration');
      const line = gateway('mixed');
      const correlationId = '01940000-0000-7000-8000-00000000abcd';
      await line.send(
        [
          { sensor: 'E.vibration', at: T0, value: 1 },
          { sensor: 'no.such', at: T0, value: 1 },
          { sensor: 'E.vibration', at: T0 + 1, value: 'two' },
          { sensor: 'E.vibration', at: T0 + 2, value: 3 },
        ],
        { correlationId },
      );
      await eventually('the reject', () => line.rejects.length > 0);
      expect(line.rejects[0]?.refused.map((each) => each.index).sort()).toEqual([1, 2]);
      const message = await ask(api, FindGatewayMessage, { correlationId }, plant.caller());
      expect(message).toMatchObject({ gateway: 'mixed', recorded: 2, refused: 2, duplicates: 0 });
      const rows = await plant.database.admin.query<object[]>(
        'SELECT 1 FROM acquisition.reading WHERE sensor_id = $1',
        [id],
      );
      expect(rows).toHaveLength(2);
    });

    it('is recorded when it is replayed after its sensor was registered', async () => {
      const line = gateway('late');
      await line.send([{ sensor: 'F.vibration', at: T0, value: 7 }]);
      await eventually('the reject', () => line.rejects.length > 0);
      const id = await sensorId('F.vibration');
      const page = await ask(api, ListQuarantined, { gateway: 'late' }, plant.caller());
      expect(page.totalCount).toBe(1);
      const quarantineId = page.items[0]?.id ?? '';
      await eventually('the reading', async () => {
        await ask(api, ReplayQuarantined, { quarantineId }, plant.caller());
        const rows = await plant.database.admin.query<object[]>(
          'SELECT 1 FROM acquisition.reading WHERE sensor_id = $1',
          [id],
        );
        return rows.length === 1;
      });
    });
  });

  it('numbers the readings log without gaps and repeats no reading in it', async () => {
    const rows = await plant.database.admin.query<{ body: string }[]>(
      `SELECT body FROM acquisition.outbox WHERE subject LIKE 'readings.%' ORDER BY id`,
    );
    const batches = rows.map((row) => (JSON.parse(row.body) as RecordedBatch).data);
    const logSeqs = batches.map((batch) => batch.logSeq);
    expect(logSeqs).toEqual(logSeqs.map((_, index) => index + 1));
    const values = batches.flatMap((batch) => batch.value);
    expect(values).toHaveLength(await countReadings());
    const totals = await ask(api, CountReadings, {}, plant.caller());
    expect(totals.readings).toBe(values.length);
  });
});
