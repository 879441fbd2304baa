import { demoPlans } from './demo-plans.js';
import type { ApiEnvironment } from './environment.js';
import { otherEquipment } from './other-equipment.js';
import { plant, type Machine } from './plant.js';
import {
  ApiClient,
  registerContact,
  registerEquipment,
  registerLimits,
  registerPlan,
  registerSensor,
  type ContactDraft,
} from './registry/index.js';

/** Registers the demo plant with its sensors and limits; what is there already stays as it is. */
export async function seedPlant(
  environment: ApiEnvironment,
  periodMs: number,
  log: (line: string) => void,
): Promise<void> {
  const api = await ApiClient.login(environment);
  for (const contact of contacts(environment.webhookUrl)) await registerContact(api, contact);
  for (const machine of plant) await seedMachine(api, machine, periodMs);
  for (const equipment of otherEquipment) {
    const equipmentId = await registerEquipment(api, equipment);
    const plans = demoPlans(Date.now()).filter(({ code }) => code === equipment.code);
    for (const { definition } of plans) await registerPlan(api, equipmentId, definition);
  }
  const sensors = plant.flatMap((machine) => machine.sensors).length;
  log(`the plant is registered: ${plant.length} machines, ${sensors} sensors`);
}

async function seedMachine(api: ApiClient, machine: Machine, periodMs: number): Promise<void> {
  const { code, name, criticality, manufacturer, model, serialNumber } = machine;
  const equipmentId = await registerEquipment(api, {
    code,
    name,
    class: machine.class,
    criticality,
    manufacturer,
    model,
    serialNumber,
    installedAt: `${machine.installedOn}T00:00:00.000Z`,
  });
  for (const { limits, key, unit, rangeMin, rangeMax, ...sensor } of machine.sensors) {
    const sensorId = await registerSensor(api, equipmentId, {
      code: sensor.code,
      key,
      name: sensor.name,
      unit,
      kind: 'gauge',
      rangeMin,
      rangeMax,
      expectedPeriodMs: periodMs,
    });
    await registerLimits(api, sensorId, limits);
  }
}

/** Who is told: a technician in the application, and on the phone where there is one. */
function contacts(webhookUrl: string | undefined): readonly ContactDraft[] {
  const topics = ['work_order_created', 'work_order_assigned'];
  const technician = { name: 'Tina (technician)', channel: 'in_app', topics } as const;
  if (!webhookUrl) return [technician];
  return [technician, { name: "Tina's phone", channel: 'webhook', topics, webhookUrl }];
}
