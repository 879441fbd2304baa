import {
  GetEquipment,
  ListEquipmentHistory,
  NextMaintenanceChanged,
  MaintenanceRecordAdded,
  RegisterEquipment,
  SetEquipmentState,
  WorkOrderCancelled,
  WorkOrderCompleted,
  WorkOrderCreated,
  WorkOrderStarted,
  type ContractClass,
  type EquipmentView,
  type WorkOrderKind,
} from '@libs/contracts';
import { aCloudEvent, ask, eventually, publishEvent, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AssetsModule } from './assets.module.js';

describe('work at equipment', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let maintenance: NatsConnection;
  let equipmentId: string;
  let count = 0;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    gateway = await plant.connect('gateway');
    maintenance = await plant.connect('maintenance');
  });

  afterAll(() => plant.stop());

  beforeEach(async () => {
    equipmentId = (await ask(gateway, RegisterEquipment, { name: 'Pump' }, plant.caller())).id;
  });

  const tell = (contract: ContractClass, data: object): Promise<void> =>
    publishEvent(maintenance, aCloudEvent(contract, data, { tenantId: plant.tenantId }));
  const anOrder = (): object => {
    count += 1;
    const number = `WO-${count}`;
    return { workOrderId: uuidv7(), number, equipmentId, priority: 'high', title: 'Work' };
  };
  const create = (order: object, kind: WorkOrderKind): Promise<void> =>
    tell(WorkOrderCreated, { ...order, kind, description: 'To do' });
  const record = (performedAt: string): Promise<void> =>
    tell(MaintenanceRecordAdded, {
      ...{ recordId: uuidv7(), equipmentId, maintenanceType: 'service', description: 'Greased' },
      ...{ performedBy: 'tina', recordedBy: 'tina', performedAt },
    });
  const until = (what: Partial<EquipmentView>): Promise<EquipmentView> =>
    eventually(JSON.stringify(what), async () => {
      const found = await ask(gateway, GetEquipment, { equipmentId }, plant.caller());
      const fits = Object.entries(what).every(
        ([name, value]) => found[name as keyof EquipmentView] === value,
      );
      return fits && found;
    });

  it('REG-11 that is corrective shows as repair while it waits, then as maintenance', async () => {
    const down = { equipmentId, status: 'Down' } as const;
    await ask(gateway, SetEquipmentState, down, plant.caller());
    const order = anOrder();
    await create(order, 'corrective_immediate');
    await until({ work: 'corrective_asked', fleetStatus: 'repair', onlineStatus: 'ERROR' });
    await tell(WorkOrderStarted, { ...order, assignee: 'tina' });
    await until({ work: 'corrective', onlineStatus: 'MAINTENANCE', machineStatus: 'Maintenance' });
    await tell(WorkOrderCompleted, { ...order, completedBy: 'tina', remedy: 'New seal' });
    // The repair ended the standstill; nobody said what it did before.
    await until({ work: 'none', operating: 'unknown', machineStatus: 'Idle' });
  });

  it('REG-17 leaves the time of the last maintenance when it is done', async () => {
    const order = anOrder();
    await create(order, 'preventive');
    await tell(WorkOrderStarted, { ...order, assignee: 'tina' });
    await until({ work: 'preventive', fleetStatus: 'maintenance' });
    await tell(WorkOrderCompleted, { ...order, completedBy: 'tina', remedy: 'Greased' });
    await until({ work: 'none' });
    await record('2026-11-20T10:00:00.000Z');
    await until({ lastMaintenanceAt: '2026-11-20T10:00:00.000Z' });
    await record('2026-11-19T10:00:00.000Z');
    await record('2026-11-21T10:00:00.000Z');
    await until({ lastMaintenanceAt: '2026-11-21T10:00:00.000Z' });
    const history = await ask(gateway, ListEquipmentHistory, { equipmentId }, plant.caller());
    expect(history.items.map(({ kind, to }) => [kind, to])).toEqual([
      ['work', 'none'],
      ['operating', 'unknown'],
      ['work', 'preventive'],
      ['operating', 'scheduled_down'],
    ]);
  });

  it('REG-17, SCH-06: keeps when it is next to be maintained, as long as anything is planned', async () => {
    const nextMaintenanceAt = '2027-01-04T07:00:00.000Z';
    const next = { equipmentId, nextMaintenanceAt, nextMaintenanceHours: 1250 };
    await tell(NextMaintenanceChanged, next);
    await until({ nextMaintenanceAt, nextMaintenanceHours: 1250 });
    await tell(NextMaintenanceChanged, { equipmentId });
    await eventually('nothing to be planned', async () => {
      const found = await ask(gateway, GetEquipment, { equipmentId }, plant.caller());
      return !('nextMaintenanceAt' in found) && !('nextMaintenanceHours' in found);
    });
  });

  it('REG-11 stops the machine while it is under way, and lets it go on as it did before', async () => {
    const running = { equipmentId, status: 'Running' } as const;
    await ask(gateway, SetEquipmentState, running, plant.caller());
    const [service, repair] = [anOrder(), anOrder()];
    await create(service, 'preventive');
    await create(repair, 'corrective_immediate');
    await until({ work: 'corrective_asked', operating: 'productive' });
    await tell(WorkOrderStarted, { ...service, assignee: 'tina' });
    await until({ operating: 'scheduled_down' });
    await tell(WorkOrderStarted, { ...repair, assignee: 'tom' });
    await until({ operating: 'unscheduled_down', fleetStatus: 'repair' });
    await tell(WorkOrderCompleted, { ...repair, completedBy: 'tom', remedy: 'New seal' });
    await until({ operating: 'scheduled_down', work: 'preventive' });
    await tell(WorkOrderCompleted, { ...service, completedBy: 'tina', remedy: 'Greased' });
    await until({ operating: 'productive', work: 'none', machineStatus: 'Running' });
  });

  it('is over when the last of several orders is done or called off', async () => {
    const [repair, service] = [anOrder(), anOrder()];
    await create(repair, 'corrective_deferred');
    await create(service, 'inspection');
    await tell(WorkOrderStarted, { ...service, assignee: 'tina' });
    await until({ work: 'preventive' });
    await tell(WorkOrderCompleted, { ...service, completedBy: 'tina', remedy: 'Seen' });
    await until({ work: 'corrective_asked' });
    await tell(WorkOrderCancelled, { ...repair, reason: 'Not needed' });
    await until({ work: 'none' });
  });
});
