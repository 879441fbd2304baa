import {
  EquipmentRegistered,
  ListAlarms,
  ListCases,
  type AlarmView,
  type AnomalyDetected,
  type AnomalyExpired,
  type CaseView,
  type CloudEvent,
  type ContractClass,
  type Criticality,
  type FailurePredicted,
} from '@libs/contracts';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { ask } from './agent-client.js';
import { aCloudEvent, publishEvent } from './events.js';
import { eventually } from './probe.js';
import type { TestPlant } from './test-plant.js';

/** An instant of the plant, minutes after a fixed morning. */
export const plantTime = (minute: number): string =>
  new Date(Date.UTC(2026, 0, 5, 6, minute)).toISOString();

/** An anomaly of the vibration of an equipment; the equipment's id serves as the sensor's. */
export const anAnomaly = (
  equipmentId: string,
  rest: Partial<AnomalyDetected> = {},
): AnomalyDetected => ({
  anomalyId: uuidv7(),
  equipmentId,
  sensorId: equipmentId,
  sensorKey: 'vibration',
  measuredAt: plantTime(0),
  value: 9.5,
  unit: 'mm/s',
  score: 0.97,
  severity: 'alarm',
  parts: { level: 1 },
  explanation: 'The vibration is far above what was learnt.',
  detectorVersion: 'test-1',
  ...rest,
});

/** A failure that is foreseen, three in five within two weeks. */
export const aPrediction = (
  equipmentId: string,
  rest: Partial<FailurePredicted> = {},
): FailurePredicted => ({
  predictionId: uuidv7(),
  equipmentId,
  failureMode: 'VIB',
  horizonHours: 336,
  status: 'predicted',
  probability: 0.6,
  interval: { low: 0.5, high: 0.7 },
  remainingLife: null,
  modelVersion: 'test-1',
  dataVersion: 'test-1',
  measuredAt: plantTime(0),
  outcome: 'issued',
  ...rest,
});

/** The end of such an anomaly. */
export const anExpiry = (
  equipmentId: string,
  measuredAt: string,
  rest: Partial<AnomalyExpired> = {},
): AnomalyExpired => ({
  anomalyId: uuidv7(),
  equipmentId,
  sensorId: equipmentId,
  sensorKey: 'vibration',
  measuredAt,
  ...rest,
});

const has = <T extends object>(item: T, parts: Partial<T>): boolean =>
  Object.entries(parts).every(([key, value]) => item[key as keyof T] === value);

/** What tests of alarms do again and again: tell the agent of the plant, and look at the outcome. */
export class AlarmsBench {
  private readonly heard: CloudEvent[] = [];

  private constructor(
    private readonly plant: TestPlant,
    readonly gateway: NatsConnection,
    private readonly producers: Readonly<Record<string, NatsConnection>>,
  ) {}

  static async on(plant: TestPlant): Promise<AlarmsBench> {
    const bench = new AlarmsBench(plant, await plant.connect('gateway'), {
      assets: await plant.connect('assets'),
      detection: await plant.connect('detection'),
      maintenance: await plant.connect('maintenance'),
      prediction: await plant.connect('prediction'),
    });
    bench.gateway.subscribe(`event.${plant.tenantId}.alarms.>`, {
      callback: (_, message) => {
        bench.heard.push(message.json<CloudEvent>());
      },
    });
    return bench;
  }

  /** What the agent has told of one equipment. */
  heardOf(equipmentId: string): CloudEvent[] {
    return this.heard.filter((event) => event.subject === `equipment/${equipmentId}`);
  }

  /** Everything the agent has told. */
  heardOfAll(): readonly CloudEvent[] {
    return this.heard;
  }

  /** Publishes an event as its producing agent would. */
  async tell<T extends object>(contract: ContractClass<T>, data: T): Promise<CloudEvent<T>> {
    const event = aCloudEvent(contract, data, { tenantId: this.plant.tenantId });
    const [agent = ''] = event.type.split('.');
    const producer = this.producers[agent];
    if (!producer) throw new Error(`the bench does not speak for ${agent}`);
    await publishEvent(producer, event);
    return event;
  }

  /** Registers an equipment, and waits until the alarms know of it. */
  async register(criticality: Criticality, code: string): Promise<string> {
    const equipmentId = uuidv7();
    const name = `Machine ${code}`;
    await this.tell(EquipmentRegistered, {
      equipmentId,
      code,
      name,
      class: 'centrifugal_pump',
      criticality,
    });
    await eventually('the equipment', async () => {
      const rows = await this.plant.database.admin.query<object[]>(
        'SELECT 1 FROM alarms.equipment WHERE id = $1 AND code = $2',
        [equipmentId, code],
      );
      return rows.length > 0;
    });
    return equipmentId;
  }

  async alarmsOf(equipmentId: string): Promise<readonly AlarmView[]> {
    return (await ask(this.gateway, ListAlarms, { equipmentId }, this.plant.caller())).items;
  }

  alarmWhere(equipmentId: string, parts: Partial<AlarmView>): Promise<AlarmView> {
    return eventually(`an alarm with ${JSON.stringify(parts)}`, async () =>
      (await this.alarmsOf(equipmentId)).find((alarm) => has(alarm, parts)),
    );
  }

  caseWhere(equipmentId: string, parts: Partial<CaseView>): Promise<CaseView> {
    return eventually(`a case with ${JSON.stringify(parts)}`, async () =>
      (await ask(this.gateway, ListCases, { equipmentId }, this.plant.caller())).items.find(
        (each) => has(each, parts),
      ),
    );
  }
}
