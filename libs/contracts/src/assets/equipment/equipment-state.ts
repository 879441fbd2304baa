import { Choice, Instant, Text, TextList, Uuid, Whole } from '../../fields/kinds.js';
import {
  CRITICALITIES,
  type Criticality,
  OPERATING_STATES,
  type OperatingState,
} from '../../words.js';
import { equipmentField, EquipmentDetails } from './equipment-details.js';
import {
  CONNECTIVITIES,
  FLEET_STATUSES,
  HELD_FACETS,
  HEALTHS,
  LIFECYCLES,
  MACHINE_STATUSES,
  ONLINE_STATUSES,
  WORK_STATES,
  type Connectivity,
  type FleetStatus,
  type HeldFacet,
  type Health,
  type Lifecycle,
  type MachineStatus,
  type OnlineStatus,
  type WorkState,
} from './equipment-states.js';

const optional = { optional: true } as const;

/** Everything public about equipment but its id: what it is, how it is, and its version. */
export class EquipmentState extends EquipmentDetails {
  @equipmentField.code() code!: string;
  @equipmentField.name() name!: string;
  @equipmentField.class() class!: string;
  @Choice(CRITICALITIES) criticality!: Criticality;
  @Whole({ min: 1, description: 'Running number within the tenant', ...optional }) number?: number;
  @Text({ max: 100, description: 'The class as it was written', ...optional }) classWord?: string;
  @Choice(LIFECYCLES, optional) lifecycle?: Lifecycle;
  @Choice(OPERATING_STATES, optional) operating?: OperatingState;
  @Choice(CONNECTIVITIES, optional) connectivity?: Connectivity;
  @Choice(HEALTHS, optional) health?: Health;
  @Choice(WORK_STATES, optional) work?: WorkState;
  @TextList({
    max: 2,
    words: HELD_FACETS,
    description: 'As a person said, whatever agents find',
    ...optional,
  })
  held?: HeldFacet[];
  @Choice(ONLINE_STATUSES, optional) onlineStatus?: OnlineStatus;
  @Choice(FLEET_STATUSES, optional) fleetStatus?: FleetStatus;
  @Choice(MACHINE_STATUSES, optional) machineStatus?: MachineStatus;
  @Instant({ description: 'When it was last seen at its position', ...optional })
  positionAt?: string;
  @Instant(optional) declaredEfficiencyAt?: string;
  @Whole({ min: 1, ...optional }) version?: number;
  @Text({ max: 200, ...optional }) createdBy?: string;
  @Text({ max: 200, ...optional }) updatedBy?: string;
  @Instant(optional) deletedAt?: string;
}

/** What every event of a piece of equipment tells: all of it as it is now. */
export abstract class EquipmentEvent extends EquipmentState {
  @Uuid() equipmentId!: string;
  @Instant(optional) createdAt?: string;
  @Instant(optional) updatedAt?: string;
}
