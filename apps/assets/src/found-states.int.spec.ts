import {
  CaseMarkedFalsePositive,
  CaseMerged,
  CaseOpened,
  CaseReopened,
  CaseResolved,
  CaseTriaged,
  EquipmentConnectivityChanged,
  GetEquipment,
  ListEquipmentHistory,
  RegisterEquipment,
  SetEquipmentState,
  type CloudEvent,
  type Connectivity,
  type ContractClass,
  type EquipmentStateChanged,
  type EquipmentView,
  type FieldsOf,
  type TriageVerdict,
} from '@libs/contracts';
import { aCloudEvent, ask, eventually, publishEvent, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AssetsModule } from './assets.module.js';

describe('what agents find out about equipment', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let acquisition: NatsConnection;
  let alarms: NatsConnection;
  let equipmentId: string;
  const heard: CloudEvent<EquipmentStateChanged>[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    gateway = await plant.connect('gateway');
    acquisition = await plant.connect('acquisition');
    alarms = await plant.connect('alarms');
    gateway.subscribe('event.*.assets.equipment.state_changed', {
      callback: (_, message) => void heard.push(message.json()),
    });
    await gateway.flush();
  });

  afterAll(() => plant.stop());

  beforeEach(async () => {
    equipmentId = (await ask(gateway, RegisterEquipment, { name: 'Pump' }, plant.caller())).id;
  });

  const tell = (who: NatsConnection, contract: ContractClass, data: object): Promise<void> =>
    publishEvent(who, aCloudEvent(contract, data, { tenantId: plant.tenantId }));
  const hear = (connectivity: Connectivity, previous: Connectivity = 'never_seen') => {
    const at = new Date().toISOString();
    const data = { equipmentId, connectivity, previous, since: at, lastHeardAt: at };
    return tell(acquisition, EquipmentConnectivityChanged, data);
  };
  const aCase = (more: object = {}) => ({
    ...{ caseId: uuidv7(), equipmentId, severity: 'high', title: 'Vibration', ...more },
  });
  const triage = (found: object, verdict: TriageVerdict): Promise<void> => {
    const decided = { verdict, criticality: 'A', equipmentCode: 'P', reason: 'So' };
    return tell(alarms, CaseTriaged, { ...found, ...decided });
  };
  const say = (asked: Omit<FieldsOf<SetEquipmentState>, 'equipmentId'>) =>
    ask(gateway, SetEquipmentState, { equipmentId, ...asked }, plant.caller());
  const until = (what: Partial<EquipmentView>): Promise<EquipmentView> =>
    eventually(JSON.stringify(what), async () => {
      const found = await ask(gateway, GetEquipment, { equipmentId }, plant.caller());
      const fits = Object.entries(what).every(
        ([name, value]) => found[name as keyof EquipmentView] === value,
      );
      return fits && found;
    });

  it('REG-11: is whether it is heard, with its history and an event for each change', async () => {
    await hear('online');
    await until({ connectivity: 'online', health: 'normal', onlineStatus: 'ONLINE' });
    await hear('stale', 'online');
    await hear('offline', 'stale');
    await until({ connectivity: 'offline', onlineStatus: 'OFFLINE' });
    const asked = { equipmentId, kind: 'connectivity' } as const;
    const { items } = await ask(gateway, ListEquipmentHistory, asked, plant.caller());
    expect(items.map(({ from, to, actor }) => [from, to, actor])).toEqual([
      ['stale', 'offline', 'agent:acquisition'],
      ['online', 'stale', 'agent:acquisition'],
      ['never_seen', 'online', 'agent:acquisition'],
    ]);
    await eventually('three events', () => {
      const own = heard.filter(({ data }) => data.equipmentId === equipmentId);
      return own.length === 3 && own.every(({ data }) => data.source === 'readings');
    });
  });

  it('REG-11: gives way to a person’s word until he lets go of it', async () => {
    await hear('online');
    await until({ connectivity: 'online' });
    const silenced = await say({ status: 'OFFLINE', reason: 'Taken off the network' });
    expect(silenced).toMatchObject({ connectivity: 'offline', held: ['connectivity'] });
    await hear('stale', 'online');
    await triage(aCase(), 'watch');
    const held = await until({ health: 'watch' });
    expect(held).toMatchObject({ connectivity: 'offline', onlineStatus: 'OFFLINE' });
    expect(await say({ release: ['connectivity'] })).toMatchObject({ connectivity: 'stale' });
    expect(await say({ connectivity: 'online', health: 'normal' })).toMatchObject({
      ...{ connectivity: 'online', health: 'normal', held: ['connectivity', 'health'] },
    });
    const follows = await say({ status: 'ONLINE' });
    expect(follows).toMatchObject({ connectivity: 'stale', health: 'watch' });
    expect(follows.held).toBeUndefined();
  });

  it('PRE-02: is how well it is by the verdicts on its cases, the worst of them', async () => {
    const [first, second] = [aCase(), aCase()];
    await tell(alarms, CaseOpened, first);
    await until({ health: 'watch' });
    await triage(first, 'plan');
    await until({ health: 'degraded' });
    await triage(second, 'act_now');
    await until({ health: 'critical', onlineStatus: 'ERROR' });
    await tell(alarms, CaseMerged, {
      ...{ ...second, intoCaseId: first.caseId, reason: 'Same', mergedBy: 'tess' },
    });
    await until({ health: 'degraded' });
    await tell(alarms, CaseResolved, { ...first, reason: 'Repaired' });
    await until({ health: 'normal' });
    await tell(alarms, CaseReopened, { ...first, reason: 'Not repaired', reopenedBy: 'tess' });
    await until({ health: 'watch' });
    await tell(alarms, CaseMarkedFalsePositive, { ...first, reason: 'Noise', markedBy: 'tess' });
    await until({ health: 'normal' });
  });

  it('has failed when critical trouble stopped it', async () => {
    await triage(aCase(), 'act_now');
    await until({ health: 'critical' });
    expect(await say({ status: 'Down' })).toMatchObject({ health: 'failed' });
    expect(await say({ status: 'Running' })).toMatchObject({ health: 'critical' });
  });

  it('is not worse for trouble with what measures it', async () => {
    await triage(aCase({ kind: 'sensor_fault' }), 'act_now');
    await triage(aCase(), 'watch');
    await until({ health: 'watch' });
  });
});
