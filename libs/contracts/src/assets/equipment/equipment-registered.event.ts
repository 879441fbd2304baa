import { EventContract } from '../../envelope/event-contract.js';
import { EquipmentEvent } from './equipment-state.js';

/** A piece of equipment entered the registry. */
@EventContract('assets.equipment.registered.v1')
export class EquipmentRegistered extends EquipmentEvent {}
