import { EventContract } from '../envelope/event-contract.js';
import { Choice, Text, Uuid } from '../fields/kinds.js';
import { CRITICALITIES, type Criticality } from '../words.js';

/** A piece of equipment entered the registry. */
@EventContract('assets.equipment.registered.v1')
export class EquipmentRegistered {
  @Uuid() equipmentId!: string;
  @Text({ max: 50 }) code!: string;
  @Text({ max: 200 }) name!: string;
  @Text({ max: 100 }) class!: string;
  @Choice(CRITICALITIES) criticality!: Criticality;
}
