import { ChangeEquipment, RegisterEquipment } from '@libs/contracts';
import { ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { AlarmsModule } from '../../apps/alarms/src/alarms.module.js';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';
import { MaintenanceModule } from '../../apps/maintenance/src/maintenance.module.js';

describe('equipment that changes', () => {
  let plant: TestPlant;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    await plant.startAgent('alarms', AlarmsModule);
    await plant.startAgent('maintenance', MaintenanceModule);
  });

  afterAll(() => plant.stop());

  it.each(['alarms', 'maintenance'])('EVT-01: is known by its new name to %s', async (agent) => {
    const gateway = await plant.connect('gateway');
    const pump = { name: `Old ${agent}`, class: 'pump' };
    const { id: equipmentId } = await ask(gateway, RegisterEquipment, pump, plant.caller());
    const change = { equipmentId, name: `New ${agent}`, criticality: 'A' } as const;
    await ask(gateway, ChangeEquipment, change, plant.caller());
    await eventually('the new name', async () => {
      const [row] = await plant.database.admin.query<{ name: string; criticality: string }[]>(
        `SELECT name, criticality FROM ${agent}.equipment WHERE id = $1`,
        [equipmentId],
      );
      return row?.name === change.name && row.criticality === change.criticality;
    });
  });
});
