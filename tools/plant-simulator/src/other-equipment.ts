import type { EquipmentDraft } from './registry/index.js';

/** A fleet on a farm. */
const fleet: readonly EquipmentDraft[] = [
  {
    code: 'JD-8R-410',
    name: 'John Deere 8R 410',
    names: { ar: 'جون دير 8R 410' },
    class: 'tractor',
    criticality: 'B',
    status: 'operational',
    manufacturer: 'John Deere',
    model: '8R 410',
    specifications: { horsepower: 410 },
    // Its oil change comes up next.
    nextMaintenanceAt: '2027-01-15T08:00:00.000Z',
    nextMaintenanceHours: 1500,
    position: { latitude: 15.3694, longitude: 44.191 },
  },
  {
    code: 'AGRAS-T40',
    name: 'DJI Agras T40',
    names: { ar: 'دي جي آي أغراس T40' },
    class: 'drone',
    criticality: 'C',
    status: 'maintenance',
    manufacturer: 'DJI',
    model: 'Agras T40',
    // The inspection of its battery is overdue.
    nextMaintenanceAt: '2026-01-03T08:00:00.000Z',
  },
  {
    code: 'GRUNDFOS-SP',
    name: 'Grundfos Submersible Pump',
    names: { ar: 'مضخة غاطسة جروندفوس' },
    class: 'pump',
    criticality: 'A',
    status: 'operational',
    manufacturer: 'Grundfos',
  },
  {
    code: 'NH-CR990',
    name: 'New Holland CR9.90',
    names: { ar: 'نيو هولاند CR9.90' },
    class: 'harvester',
    criticality: 'B',
    status: 'inactive',
    manufacturer: 'New Holland',
    model: 'CR9.90',
  },
  {
    code: 'VALLEY-PIVOT',
    name: 'Valley Center Pivot',
    names: { ar: 'محور ري فالي' },
    class: 'pivot_irrigation',
    criticality: 'B',
    status: 'operational',
    manufacturer: 'Valley',
  },
];

function machine(
  code: string,
  type: string,
  status: string,
  efficiency: number,
  lastMaintenanceAt: string,
): EquipmentDraft {
  return {
    code,
    name: code,
    class: type,
    criticality: 'B',
    status,
    declaredEfficiency: efficiency,
    lastMaintenanceAt,
    externalIds: { machine: code },
  };
}

/** Machines of a production line. */
const machines: readonly EquipmentDraft[] = [
  machine('CNC-001', 'Milling Machine', 'Running', 85.5, '2024-01-10T08:00:00.000Z'),
  machine('ROB-002', 'Robot Arm', 'Idle', 92, '2024-01-09T14:30:00.000Z'),
  machine('ASM-003', 'Assembly Station', 'Maintenance', 78.3, '2024-01-11T10:15:00.000Z'),
  machine('CNC-004', 'Lathe Machine', 'Down', 0, '2024-01-08T16:45:00.000Z'),
];

/** Equipment that stands in the registry beside the simulated plant and sends nothing. */
export const otherEquipment: readonly EquipmentDraft[] = [...fleet, ...machines];
