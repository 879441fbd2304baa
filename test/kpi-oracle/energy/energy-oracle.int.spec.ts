import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  EquipmentRegistered,
  GetKpis,
  MeterEpochStarted,
  RecordProduction,
  SensorRegistered,
  type EpochReason,
  type KpiAnswer,
  type KpiFigure,
  type Quality,
  type SensorKind,
} from '@libs/contracts';
import { aCloudEvent, ask, eventually, publishEvent, TestGateway, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AcquisitionModule } from '../../../apps/acquisition/src/acquisition.module.js';
import { AnalyticsModule } from '../../../apps/analytics/src/analytics.module.js';

interface ToldSensor {
  readonly key: string;
  readonly unit: string;
  readonly kind: SensorKind;
  readonly expectedPeriodMs?: number;
  readonly epochs?: readonly { reason: EpochReason; startedAt: string; offset: number }[];
  readonly readings: readonly (readonly [at: string, value: number, quality?: Quality])[];
}

interface Expected {
  readonly value: string | null;
  readonly missing?: string;
  readonly counts?: Readonly<Record<string, string>>;
  readonly breakdown?: Readonly<Record<string, string>>;
  readonly notes?: readonly string[];
}

interface Case {
  readonly title: string;
  readonly sensors: readonly ToldSensor[];
  readonly production?: readonly Omit<RecordProduction, 'equipmentId'>[];
  readonly arithmetic: readonly string[];
  readonly questions: readonly (Pick<GetKpis, 'from' | 'to' | 'period'> & {
    readonly expected: Readonly<Record<string, Expected>>;
  })[];
}

const cases = readdirSync(__dirname)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => {
    const told = JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as Case;
    return { file, equipmentId: uuidv7(), ...told };
  });

const codeOf = (equipmentId: string, key: string): string => `${equipmentId}.${key}`;
const byName = (figures: readonly KpiFigure[]): Record<string, string> =>
  Object.fromEntries(figures.map(({ name, value }) => [name, value]));

/** Of an answer, what its case tells of it. */
function toldOf(found: KpiAnswer, expected: Expected): Expected {
  const counts = found.counts.filter(({ name }) => name in (expected.counts ?? {}));
  return {
    value: found.value,
    ...(expected.missing !== undefined && { missing: found.missing ?? '' }),
    ...(expected.counts && { counts: byName(counts) }),
    ...(expected.breakdown && { breakdown: byName(found.breakdown) }),
    ...(expected.notes && { notes: found.notes }),
  };
}

describe('energy worked out by hand from readings', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('acquisition', AcquisitionModule);
    await plant.startAgent('analytics', AnalyticsModule);
    gateway = await plant.connect('gateway');
    const assets = await plant.connect('assets');
    for (const { equipmentId, sensors } of cases) {
      const facts = {
        code: equipmentId.slice(-8).toUpperCase(),
        name: 'Mill',
        class: 'mill',
      } as const;
      const machine = { equipmentId, ...facts, criticality: 'A' as const };
      await publishEvent(assets, aCloudEvent(EquipmentRegistered, machine, plant));
      for (const { epochs = [], readings: _, key, ...rest } of sensors) {
        const sensorId = uuidv7();
        const about = { sensorId, equipmentId };
        const sensor = { ...about, ...rest, key, code: codeOf(equipmentId, key) };
        await publishEvent(assets, aCloudEvent(SensorRegistered, sensor, plant));
        for (const epoch of epochs) {
          const told = { ...about, ...epoch, epochId: uuidv7(), startedBy: 'Tess' };
          await publishEvent(assets, aCloudEvent(MeterEpochStarted, told, plant));
        }
      }
    }
    const rowsIn = async (table: string): Promise<number> => {
      const sql = `SELECT count(*)::int AS rows FROM ${table}`;
      const [found] = await plant.database.admin.query<{ rows: number }[]>(sql);
      return found?.rows ?? 0;
    };
    const sensors = cases.flatMap((each) => each.sensors);
    const epochs = sensors.flatMap((each) => each.epochs ?? []).length;
    await eventually('sensors and epochs', async () => {
      const known = [await rowsIn('acquisition.sensor'), await rowsIn('acquisition.meter_epoch')];
      return known.join() === [sensors.length, epochs].join();
    });
    const line = new TestGateway(await plant.connectDevices(), plant.tenantId, 'line-1');
    for (const { equipmentId, sensors: told } of cases) {
      await line.send(
        told.flatMap(({ key, readings }) =>
          readings.map(([at, value, quality = 'good']) => ({
            ...{ sensor: codeOf(equipmentId, key), at, value, quality },
          })),
        ),
      );
    }
    const sent = sensors.flatMap(({ readings }) => readings).length;
    await eventually('the readings', async () => (await rowsIn('acquisition.reading')) === sent);
    await eventually('the machines', async () => {
      return (await rowsIn('analytics.equipment')) === cases.length;
    });
    for (const { equipmentId, production = [] } of cases) {
      for (const made of production) {
        await ask(gateway, RecordProduction, { ...made, equipmentId }, plant.caller());
      }
    }
  }, 120_000);

  afterAll(() => plant.stop());

  it('shows its arithmetic', () => {
    expect(cases.length).toBeGreaterThanOrEqual(5);
    for (const { arithmetic } of cases) expect(arithmetic.length).toBeGreaterThan(2);
  });

  it.each(cases)('ANA-04: $file agrees to the last digit: $title', async (each) => {
    for (const { expected, ...question } of each.questions) {
      const request = { ...question, equipmentId: each.equipmentId };
      const kpis = Object.keys(expected).join(',');
      const { answers } = await ask(gateway, GetKpis, { ...request, kpis }, plant.caller());
      const told = answers.map((found) => [
        found.kpi,
        toldOf(found, expected[found.kpi] ?? { value: null }),
      ]);
      expect(Object.fromEntries(told)).toEqual(expected);
    }
  });
});
