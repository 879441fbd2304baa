import { gatewaySubjects, RegisterEquipment, RegisterSensor } from '@libs/contracts';
import { ask, eventually, TestGateway, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { PermissionViolationError } from '@nats-io/nats-core';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AcquisitionModule } from '../../apps/acquisition/src/acquisition.module.js';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';
import { connectWith, issueCredential } from './broker-identities.js';

const T0 = Date.parse('2026-03-01T00:00:00Z');

describe('a gateway that says it is another', () => {
  let plant: TestPlant;
  let api: NatsConnection;
  let connection: NatsConnection;
  let liar: TestGateway;
  let foreignSensor: string;
  const theirs = uuidv7();

  const rowsOf = (columns: string, table: string): Promise<object[]> =>
    plant.database.admin.query<object[]>(
      `SELECT DISTINCT ${columns} FROM acquisition.${table} ORDER BY 1`,
    );

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    await plant.startAgent('acquisition', AcquisitionModule);
    api = await plant.connect('gateway');
    for (const tenantId of [plant.tenantId, theirs]) {
      const caller = { ...plant.caller(), tenantId };
      const pump = { code: 'P-1', name: 'Pump', class: 'pump' };
      const { id: equipmentId } = await ask(api, RegisterEquipment, pump, caller);
      const sensor = { equipmentId, code: 'A.vibration', key: 'vibration', unit: 'mm/s' };
      foreignSensor = (await ask(api, RegisterSensor, sensor, caller)).id;
    }
    const name = `${plant.tenantId}.line-1`;
    connection = await connectWith(plant, name, await issueCredential(plant.keys, name));
    liar = new TestGateway(connection, plant.tenantId, 'line-1');
  });

  afterAll(async () => {
    await connection.close();
    await plant.stop();
  });

  it('is recorded under its own name and tenant, whatever its message says', async () => {
    const lies = {
      ...{ tenant: theirs, tenantId: theirs, tenant_id: theirs },
      ...{ gateway: 'line-2', device: 'line-2', source: gatewaySubjects.ingest(theirs, 'line-2') },
      subject: gatewaySubjects.ingest(theirs, 'line-2'),
    };
    await liar.send([{ sensor: 'A.vibration', at: T0, value: 1, ...lies }], lies);
    await liar.send([{ sensor: foreignSensor, at: T0, value: 2, ...lies }], lies);
    await eventually('the reject', () => liar.rejects.length > 0);
    await eventually('the watermark', () => liar.watermarks.some(({ seq }) => seq === 2));

    expect(liar.rejects[0]?.reason).toMatch(/not registered/);
    const ours = { tenant_id: plant.tenantId };
    expect(await rowsOf('tenant_id, gateway', 'gateway')).toEqual([{ ...ours, gateway: 'line-1' }]);
    expect(await rowsOf('tenant_id, gateway', 'gateway_message')).toEqual([
      { ...ours, gateway: 'line-1' },
    ]);
    expect(await rowsOf('tenant_id, value', 'reading')).toEqual([{ ...ours, value: 1 }]);
    expect(await rowsOf('tenant_id, source', 'quarantine')).toEqual([
      { ...ours, source: gatewaySubjects.ingest(plant.tenantId, 'line-1') },
    ]);
  });

  it.each([
    ['another gateway of its tenant', () => gatewaySubjects.ingest(plant.tenantId, 'line-2')],
    ['a gateway of another tenant', () => gatewaySubjects.ingest(theirs, 'line-1')],
  ])('is refused by the broker when it sends as %s', async (_, subject) => {
    const statuses = connection.status();
    connection.publish(subject(), JSON.stringify({ readings: [] }));
    for await (const status of statuses) {
      if (status.type !== 'error') continue;
      expect(status.error).toBeInstanceOf(PermissionViolationError);
      expect(status.error.message).toContain(subject());
      break;
    }
    const sent = await plant.connect('platform');
    const found = sent.request('$JS.API.STREAM.INFO.INGEST', '{"subjects_filter":">"}');
    const { state } = (await found).json<{ state: { subjects: Record<string, number> } }>();
    expect(Object.keys(state.subjects)).not.toContain(subject());
  });
});
