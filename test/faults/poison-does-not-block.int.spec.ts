import { RegisterEquipment, RegisterSensor } from '@libs/contracts';
import { ask, Chance, eventually, TestGateway, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { AcquisitionModule } from '../../apps/acquisition/src/acquisition.module.js';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';

const T0 = Date.parse('2026-03-01T00:00:00Z');
const chance = new Chance();
/** No two characters alike for long: what compresses well would fit anywhere. */
const noise = (length: number): string =>
  Array.from({ length }, () => chance.below(36).toString(36)).join('');
const aReading = { sensor: 'P-1.pressure', at: T0, value: 1 };

describe('poison from gateways', () => {
  let plant: TestPlant;
  let devices: NatsConnection;
  let rounds = 0;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    await plant.startAgent('acquisition', AcquisitionModule);
    const api = await plant.connect('gateway');
    devices = await plant.connectDevices();
    const pump = { code: 'P-1', name: 'Pump', class: 'pump' };
    const { id: equipmentId } = await ask(api, RegisterEquipment, pump, plant.caller());
    const sensor = { equipmentId, code: 'P-1.pressure', key: 'pressure', unit: 'bar' };
    await ask(api, RegisterSensor, sensor, plant.caller());
  });

  afterAll(() => plant.stop());

  const quarantined = async (raw: Uint8Array): Promise<boolean> => {
    const rows = await plant.database.admin.query<object[]>(
      'SELECT 1 FROM acquisition.quarantine WHERE raw = $1',
      [Buffer.from(raw)],
    );
    return rows.length === 1;
  };

  /** Gateways enough for every partition send one reading each. */
  const othersGetThrough = async (): Promise<void> => {
    rounds += 1;
    const round = rounds;
    const lines = Array.from(
      { length: 24 },
      (_, index) => new TestGateway(devices, plant.tenantId, `line-${round}-${index}`),
    );
    await Promise.all(
      lines.map((line, index) => line.send([{ ...aReading, at: T0 + round * 1e6 + index }])),
    );
    await eventually('every gateway to be confirmed', () =>
      lines.every((line) => line.watermarks.some(({ seq }) => seq === 1)),
    );
  };

  it.each<[string, string]>([
    ['that no text column takes', 'a\0b'],
    ['too long for any index', noise(3_000)],
    ['of several tokens', 'a.b.c'],
    ['of other scripts', 'Förderband-№5'],
  ])('in a gateway’s name %s holds up nobody', async (_, name) => {
    const body = Buffer.from(JSON.stringify({ boot: 'b', seq: 1, readings: [aReading] }));
    await jetstream(devices)
      .publish(`ingest.${plant.tenantId}.${name}`, body)
      .catch(() => undefined);
    await othersGetThrough();
  });

  it.each<[string, Uint8Array | string]>([
    ['bytes', Uint8Array.from({ length: 64 }, (_, index) => 255 - index)],
    ['a boot of NULs', JSON.stringify({ boot: '\0', seq: 1, readings: [{ value: 1 }] })],
    ['a sensor of NULs', JSON.stringify({ readings: [{ sensor: '\0\0', value: 1 }] })],
    ['a unit of half a character', '{"readings":[{"sensor":"P-1.pressure","unit":"\\ud800"}]}'],
    ['a year that no calendar has', '{"sensor":"P-1.pressure","at":8.64e15,"value":1}'],
    ['the deepest past', '{"sensor":"P-1.pressure","at":-8.64e15,"value":1}'],
    ['a time beyond time', '{"sensor":"P-1.pressure","at":1e300,"value":1}'],
    ['nesting', `{"readings":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['a list of nothing', '[null,1,"x",[]]'],
  ])('in a message of %s is set aside byte for byte, and holds up nobody', async (_, body) => {
    const line = new TestGateway(devices, plant.tenantId, 'poisoned');
    await line.sendRaw(body);
    await othersGetThrough();
    expect(await quarantined(Buffer.from(body))).toBe(true);
  });

  it('in the largest sequence numbers holds up nobody', async () => {
    const line = new TestGateway(devices, plant.tenantId, 'counter');
    const body = { boot: 'b', readings: [aReading] };
    for (const seq of [Number.MAX_SAFE_INTEGER, 1e300, -1, 0, 1.5, 2 ** 53]) {
      await line.sendRaw(JSON.stringify({ ...body, seq }));
    }
    await line.sendRaw(JSON.stringify({ ...body, boot: `\0${'b'.repeat(119)}`, seq: 1 }));
    await othersGetThrough();
  });
});
