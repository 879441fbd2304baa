import {
  CaseTriaged,
  CreateWorkOrder,
  EquipmentRegistered,
  eventContractOf,
  type CloudEvent,
  type ContractClass,
  type FieldsOf,
  type WorkOrderView,
} from '@libs/contracts';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { ask } from './agent-client.js';
import { aCloudEvent, publishEvent } from './events.js';
import { eventually } from './probe.js';
import type { TestPlant } from './test-plant.js';

/** What tests of work do again and again: have equipment, cases and orders, and hear of them. */
export class MaintenanceBench {
  readonly equipmentId = uuidv7();
  private readonly heard: CloudEvent[] = [];

  private constructor(
    private readonly plant: TestPlant,
    readonly gateway: NatsConnection,
    private readonly assets: NatsConnection,
    private readonly alarms: NatsConnection,
  ) {}

  /** A bench whose equipment the maintenance agent knows already. */
  static async on(plant: TestPlant): Promise<MaintenanceBench> {
    const bench = new MaintenanceBench(
      plant,
      await plant.connect('gateway'),
      await plant.connect('assets'),
      await plant.connect('alarms'),
    );
    bench.gateway.subscribe(`event.${plant.tenantId}.maintenance.>`, {
      callback: (_, message) => {
        bench.heard.push(message.json<CloudEvent>());
      },
    });
    await bench.addEquipment(bench.equipmentId);
    return bench;
  }

  /** Registers a piece of equipment and waits until the maintenance agent knows it. */
  async addEquipment(equipmentId: string = uuidv7()): Promise<string> {
    const code = `P-${equipmentId.slice(-8).toUpperCase()}`;
    const pump = { equipmentId, code, name: 'Pump', class: 'pump', criticality: 'A' } as const;
    const about = { tenantId: this.plant.tenantId };
    await publishEvent(this.assets, aCloudEvent(EquipmentRegistered, pump, about));
    await eventually('the equipment to be known', async () => {
      const rows = await this.plant.database.admin.query<object[]>(
        'SELECT 1 FROM maintenance.equipment WHERE id = $1',
        [equipmentId],
      );
      return rows.length === 1;
    });
    return equipmentId;
  }

  work(rest: Partial<FieldsOf<CreateWorkOrder>> = {}): FieldsOf<CreateWorkOrder> {
    return {
      equipmentId: this.equipmentId,
      ...{ kind: 'improvement', priority: 'low', title: 'Fit a guard' },
      ...rest,
    };
  }

  anOrder(rest: Partial<FieldsOf<CreateWorkOrder>> = {}): Promise<WorkOrderView> {
    return ask(this.gateway, CreateWorkOrder, this.work(rest), this.plant.caller());
  }

  /** Tells of a case that somebody has to work on; answers its id. */
  async triage(rest: Partial<CaseTriaged> = {}): Promise<string> {
    const caseId = uuidv7();
    const triaged: CaseTriaged = {
      ...{ caseId, equipmentId: this.equipmentId, severity: 'medium', verdict: 'plan' },
      ...{ criticality: 'A', equipmentCode: 'P-1', title: 'P-1: The vibration is not normal.' },
      reason: 'Severity medium on equipment of criticality A.',
      ...rest,
    };
    const about = { tenantId: this.plant.tenantId, correlationId: caseId };
    await publishEvent(this.alarms, { ...aCloudEvent(CaseTriaged, triaged, about), id: caseId });
    return triaged.caseId;
  }

  /** Whether an event was handled; those of `triage` carry the id of their case. */
  async hasHeard(eventId: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM maintenance.inbox WHERE event_id = $1';
    return (await this.plant.database.admin.query<object[]>(sql, [eventId])).length > 0;
  }

  /** What was told of a work order in short words, once the last of them has come. */
  toldOf(workOrderId: string, last: string): Promise<string[]> {
    return eventually(`${last} to be told`, () => {
      const told = this.heard
        .filter(({ data }) => 'workOrderId' in data && data.workOrderId === workOrderId)
        .map(({ type }) => type.split('.')[2] ?? '');
      return told.at(-1) === last ? told : false;
    });
  }

  /** An event of a contract that tells what is asked for, once it has come. */
  told<T extends object>(contract: ContractClass<T>, parts: Partial<T>): Promise<T> {
    const { type } = eventContractOf(contract);
    return eventually(`${type} to be told`, () => {
      const found = this.heard.find(
        (each) =>
          each.type === type &&
          Object.entries(parts).every(([key, value]) => (each.data as T)[key as keyof T] === value),
      );
      return found ? (found.data as T) : false;
    });
  }
}
