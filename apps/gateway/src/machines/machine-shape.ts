import type { EquipmentView } from '@libs/contracts';
import type { MachineBody, MachineView } from './machine.dto.js';

/** The system whose name for equipment is the machine's name. */
export const MACHINE_NAME = 'machine';

const HAS_ZONE = /(Z|[+-]\d\d:?\d\d)$/i;
const DATE_ONLY = /^\d{4}-\d\d-\d\d$/;

/** An instant as it was meant: in UTC when it names no zone. */
function inUtc(text: string): string {
  const time = DATE_ONLY.test(text) ? `${text}T00:00:00` : text;
  return new Date(HAS_ZONE.test(time) ? time : `${time}Z`).toISOString();
}

/** An instant as naive clocks show it: in UTC, without its zone, without empty milliseconds. */
function naive(instant: string): string {
  return new Date(instant).toISOString().replace(/(\.000)?Z$/, '');
}

/** A machine in the words of the registry. */
export function equipmentOf(machine: MachineBody) {
  return {
    name: machine.machine_name,
    class: machine.machine_type,
    status: machine.operational_status,
    declaredEfficiency: machine.efficiency,
    lastMaintenanceAt: inUtc(machine.last_maintenance),
  };
}

/** Equipment as a machine. */
export function machineOf(equipment: EquipmentView): MachineView {
  return {
    id: equipment.number ?? 0,
    machine_name: equipment.externalIds?.[MACHINE_NAME] ?? equipment.name,
    machine_type: equipment.classWord ?? equipment.class,
    operational_status: equipment.machineStatus ?? 'Idle',
    efficiency: equipment.declaredEfficiency ?? null,
    last_maintenance:
      equipment.lastMaintenanceAt === undefined ? null : naive(equipment.lastMaintenanceAt),
  };
}
