import { CONNECTIVITIES, type Connectivity } from '../assets/equipment/equipment-states.js';
import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Uuid } from '../fields/kinds.js';

/** Sensors of a piece of equipment fell silent, or are heard again. */
@EventContract('acquisition.equipment.connectivity_changed.v1')
export class EquipmentConnectivityChanged {
  @Uuid() equipmentId!: string;
  @Choice(CONNECTIVITIES) connectivity!: Connectivity;
  @Choice(CONNECTIVITIES) previous!: Connectivity;
  @Instant({ description: 'When that was found' }) since!: string;
  @Instant({ description: 'When a reading came in last' }) lastHeardAt!: string;
}
