import {
  AnomalyExpired,
  EquipmentRemoved,
  eventContractOf,
  SensorRetired,
  type CloudEvent,
} from '@libs/contracts';
import { aCloudEvent, eventually, publishEvent, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { DetectionModule } from '../detection.module.js';

const BEGAN = '2026-03-01T00:00:00.000Z';

describe('what was found of equipment that sends no more', () => {
  let plant: TestPlant;
  let assets: NatsConnection;
  const heard: CloudEvent[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('detection', DetectionModule);
    assets = await plant.connect('assets');
    const gateway = await plant.connect('gateway');
    gateway.subscribe(`event.${plant.tenantId}.detection.>`, {
      callback: (_, message) => {
        heard.push(message.json<CloudEvent>());
      },
    });
  });

  afterAll(() => plant.stop());

  const about = () => ({ tenantId: plant.tenantId });

  async function anAnomaly(equipmentId: string, episode: string | null = null) {
    const [anomalyId, correlationId, sensorId] = [uuidv7(), uuidv7(), uuidv7()];
    await plant.database.admin.query(
      `INSERT INTO detection.anomaly (tenant_id, id, equipment_id, sensor_id, sensor_key,
         measured_at, value, unit, score, severity, parts, explanation, detector_version,
         correlation_id, kind, episode)
       VALUES ($1, $2, $3, $4, 'flow', $5, 1, 'bar', 0.9, 'alarm', '{}', 'Unusual.', 'test-1', $6,
         'equipment', $7)`,
      [plant.tenantId, anomalyId, equipmentId, sensorId, BEGAN, correlationId, episode],
    );
    return { anomalyId, correlationId, sensorId };
  }

  const anEpisode = (kind: 'sensor' | 'equipment', equipmentId: string, sensorId: string) =>
    plant.database.admin.query(
      `INSERT INTO detection.shadow_episode (tenant_id, version_id, source_id, began_at,
         equipment_id, sensor_id, sensor_key, kind, severity, score, explanation, explanation_ar)
       VALUES ($1, $2, $3, $4, $5, $6, 'flow', $7, 'alarm', 0.9, 'Unusual.', 'غير معتاد')`,
      [
        ...[plant.tenantId, uuidv7(), kind === 'sensor' ? sensorId : equipmentId, BEGAN],
        ...[equipmentId, sensorId, kind],
      ],
    );

  const openOf = async (equipmentId: string): Promise<string[]> => {
    const rows = await plant.database.admin.query<{ found: string }[]>(
      `SELECT 'anomaly' AS found FROM detection.anomaly
       WHERE equipment_id = $1 AND expired_at IS NULL
       UNION ALL SELECT 'shadow of ' || kind FROM detection.shadow_episode
       WHERE equipment_id = $1 AND ended_at IS NULL`,
      [equipmentId],
    );
    return rows.map(({ found }) => found).sort();
  };

  it('REG-01 EVT-13: ends with the equipment, and with each of its sensors', async () => {
    const [gone, other, sensorId] = [uuidv7(), uuidv7(), uuidv7()];
    const own = await anAnomaly(gone);
    const joined = await anAnomaly(gone, 'flow');
    await anAnomaly(other);
    for (const equipmentId of [gone, other]) {
      await anEpisode('equipment', equipmentId, uuidv7());
      await anEpisode('sensor', equipmentId, equipmentId === gone ? sensorId : uuidv7());
    }
    const facts = { code: 'P-1', name: 'Pump', class: 'pump', criticality: 'A' } as const;
    const removed = aCloudEvent(EquipmentRemoved, { equipmentId: gone, ...facts }, about());
    await publishEvent(assets, removed);
    const sensor = { sensorId, equipmentId: gone, code: 'P-1.f', key: 'flow', unit: 'l/s' };
    const retired = aCloudEvent(SensorRetired, { ...sensor, kind: 'gauge' }, about());
    await publishEvent(assets, retired);

    const { type } = eventContractOf(AnomalyExpired);
    const told = await eventually('their ends', () => {
      const ends = heard.filter((each) => each.type === type);
      return ends.length === 2 && ends;
    });
    const where = { equipmentId: gone, kind: 'equipment', sensorKey: 'flow' };
    const endOf = (anomalyId: string) =>
      told.find(({ data }) => 'anomalyId' in data && data.anomalyId === anomalyId);
    expect(endOf(own.anomalyId)).toMatchObject({
      correlationid: own.correlationId,
      data: { ...where, sensorId: own.sensorId, measuredAt: removed.time },
    });
    expect(endOf(own.anomalyId)?.data).not.toHaveProperty('episode');
    expect(endOf(joined.anomalyId)?.data).toMatchObject({ ...where, episode: 'flow' });
    await eventually('nothing to be open', async () => (await openOf(gone)).length === 0);
    expect(await openOf(other)).toEqual(['anomaly', 'shadow of equipment', 'shadow of sensor']);
  });
});
