import { RegisterEquipment } from '@libs/contracts';
import { readAs } from '@libs/messaging';
import { otherEquipment } from './other-equipment.js';

describe('OPS-09 the equipment beside the simulated plant', () => {
  it.each(otherEquipment)('$name keeps the contract of the registry', (draft) => {
    expect(readAs(RegisterEquipment, draft, 'demo', 'refuse')).toMatchObject(draft);
  });

  it('has a fleet of five in both languages and four machines', () => {
    const names = otherEquipment.map(({ name }) => name);
    expect(names).toEqual([
      ...['John Deere 8R 410', 'DJI Agras T40', 'Grundfos Submersible Pump'],
      ...['New Holland CR9.90', 'Valley Center Pivot'],
      ...['CNC-001', 'ROB-002', 'ASM-003', 'CNC-004'],
    ]);
    expect(otherEquipment.filter(({ names: texts }) => texts?.['ar'])).toHaveLength(5);
    expect(otherEquipment.map(({ status }) => status)).toEqual([
      ...['operational', 'maintenance', 'operational', 'inactive', 'operational'],
      ...['Running', 'Idle', 'Maintenance', 'Down'],
    ]);
  });
});
