import {
  AnomalyDetected,
  AnomalyExpired,
  CaseMarkedFalsePositive,
  CaseResolved,
  CaseTriaged,
  EquipmentConnectivityChanged,
  GetEquipmentHealth,
  ListEquipmentHealth,
  RegisterEquipment,
  RegisterSensor,
  type CloudEvent,
  type ContractClass,
  type EquipmentHealthChanged,
  type EquipmentHealthView,
  type TriageVerdict,
} from '@libs/contracts';
import { aCloudEvent, ask, eventually, publishEvent, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AssetsModule } from './assets.module.js';

describe('the health index of equipment', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let acquisition: NatsConnection;
  let alarms: NatsConnection;
  let detection: NatsConnection;
  let equipmentId: string;
  const crossed: CloudEvent<EquipmentHealthChanged>[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    gateway = await plant.connect('gateway');
    acquisition = await plant.connect('acquisition');
    alarms = await plant.connect('alarms');
    detection = await plant.connect('detection');
    gateway.subscribe('event.*.assets.equipment.health_changed', {
      callback: (_, message) => void crossed.push(message.json()),
    });
    await gateway.flush();
  });

  afterAll(() => plant.stop());

  beforeEach(async () => {
    equipmentId = (await ask(gateway, RegisterEquipment, { name: 'Pump' }, plant.caller())).id;
  });

  const tell = (who: NatsConnection, contract: ContractClass, data: object): Promise<void> =>
    publishEvent(who, aCloudEvent(contract, data, { tenantId: plant.tenantId }));
  const health = () => ask(gateway, GetEquipmentHealth, { equipmentId }, plant.caller());
  const until = (what: Partial<EquipmentHealthView>): Promise<EquipmentHealthView> =>
    eventually(JSON.stringify(what), async () => {
      const found = await health();
      const fits = Object.entries(what).every(
        ([name, value]) => found[name as keyof EquipmentHealthView] === value,
      );
      return fits && found;
    });
  const watch = async (): Promise<void> => {
    const sensor = { equipmentId, code: uuidv7(), key: 'flow', unit: 'm3/h' };
    await ask(gateway, RegisterSensor, sensor, plant.caller());
    const at = new Date().toISOString();
    const heard = { connectivity: 'online', previous: 'never_seen', since: at, lastHeardAt: at };
    await tell(acquisition, EquipmentConnectivityChanged, { equipmentId, ...heard });
    await until({ index: 100, band: 'normal' });
  };
  const aCase = () => ({ caseId: uuidv7(), equipmentId, severity: 'high', title: 'Vibration' });
  const triage = (found: object, verdict: TriageVerdict): Promise<void> => {
    const decided = { verdict, criticality: 'A', equipmentCode: 'P', reason: 'So' };
    return tell(alarms, CaseTriaged, { ...found, ...decided });
  };

  it('PRE-02: is not known of what nobody watches, with the reason, and of nothing at all', async () => {
    expect(await health()).toMatchObject({ index: null, band: null, unknown: 'no_sensors' });
    const sensor = { equipmentId, code: uuidv7(), key: 'flow', unit: 'm3/h' };
    await ask(gateway, RegisterSensor, sensor, plant.caller());
    expect(await health()).toMatchObject({ index: null, unknown: 'never_heard' });
    const nobody = { equipmentId: uuidv7() };
    await expect(ask(gateway, GetEquipmentHealth, nobody, plant.caller())).rejects.toThrow();
  });

  it('PRE-02: follows open cases, tells each band it crosses, and keeps its way for a chart', async () => {
    await watch();
    const [first, second] = [aCase(), aCase()];
    await triage(first, 'watch');
    await until({ index: 85, band: 'watch' });
    await triage(first, 'act_now');
    const ill = await until({ index: 35, band: 'critical' });
    expect(ill.drivers).toEqual([
      expect.objectContaining({ kind: 'case', id: first.caseId, text: 'Vibration', points: 65 }),
    ]);
    expect(ill).toMatchObject({ definition: 'health-1', trend: { days: 7, change: null } });
    await tell(alarms, CaseResolved, { ...first, reason: 'Repaired' });
    await until({ index: 97, band: 'normal' });
    await triage(second, 'plan');
    await until({ band: 'degraded' });
    await tell(alarms, CaseMarkedFalsePositive, { ...second, reason: 'No', markedBy: 'a' });
    const well = await until({ index: 97, band: 'normal' });
    expect(well.drivers.map(({ kind }) => kind)).toEqual(['recurrence']);

    const way = await ask(gateway, ListEquipmentHealth, { equipmentId }, plant.caller());
    expect(way.items.map(({ index }) => index)).toEqual([97, 58, 97, 35, 85]);
    await eventually('an event of each band', () => {
      const own = crossed.filter(({ data }) => data.equipmentId === equipmentId);
      return own.map(({ data }) => data.band).join() === 'watch,critical,normal,degraded,normal';
    });
  });

  it('PRE-02: names the signals of open anomalies until these are over', async () => {
    await watch();
    const where = { equipmentId, sensorId: uuidv7(), sensorKey: 'flow' };
    const found = { ...where, anomalyId: uuidv7(), measuredAt: new Date().toISOString() };
    const share = { sensorId: where.sensorId, sensorKey: 'flow', share: 1 };
    await tell(detection, AnomalyDetected, {
      ...{ ...found, value: 1, unit: 'm3/h', score: 0.7, severity: 'alarm', kind: 'equipment' },
      ...{ parts: { flow: 1 }, explanation: 'It does not go with the others.' },
      ...{ contributors: [share], detectorVersion: 'multivariate-4', mode: 'load' },
    });
    const ill = await until({ index: 88, band: 'watch' });
    expect(ill.drivers).toEqual([
      expect.objectContaining({ kind: 'anomaly', signals: [{ sensorKey: 'flow', share: 1 }] }),
    ]);
    await tell(detection, AnomalyExpired, { ...found, kind: 'equipment' });
    await until({ index: 100 });
  });
});
