import { Choice, Instant, Text, Uuid } from '../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { PageRequest } from '../paging.js';
import { CRITICALITIES, type Criticality } from '../words.js';

const CODE = /^[A-Z0-9-]+$/;

/** A piece of equipment as the registry tells it. */
export class EquipmentView {
  @Uuid() id!: string;
  @Text({ max: 50, pattern: CODE, example: 'P-101' }) code!: string;
  @Text({ max: 200 }) name!: string;
  @Text({ max: 100, description: 'Class of ISO 14224, e.g. centrifugal_pump' }) class!: string;
  @Choice(CRITICALITIES) criticality!: Criticality;
  @Text({ max: 100, optional: true }) manufacturer?: string;
  @Text({ max: 100, optional: true }) model?: string;
  @Text({ max: 100, optional: true }) serialNumber?: string;
  @Instant({ optional: true }) installedAt?: string;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
}

/** Registers a piece of equipment; its code is unique within the tenant. */
@CommandContract('assets.register-equipment')
export class RegisterEquipment extends Request<EquipmentView> {
  @Text({ max: 50, pattern: CODE, example: 'P-101' }) code!: string;
  @Text({ max: 200, example: 'Feed water pump 1' }) name!: string;
  @Text({ max: 100, example: 'centrifugal_pump' }) class!: string;
  @Choice(CRITICALITIES, { optional: true, default: 'C' }) criticality?: Criticality;
  @Text({ max: 100, optional: true }) manufacturer?: string;
  @Text({ max: 100, optional: true }) model?: string;
  @Text({ max: 100, optional: true }) serialNumber?: string;
  @Instant({ optional: true }) installedAt?: string;
}

/** Asks for one piece of equipment. */
@QueryContract('assets.get-equipment')
export class GetEquipment extends Request<EquipmentView> {
  @Uuid() equipmentId!: string;
}

/** Asks for equipment, newest first. */
@QueryContract('assets.list-equipment')
export class ListEquipment extends PageRequest<EquipmentView> {
  @Text({ max: 50, optional: true, description: 'Exact code' }) code?: string;
  @Text({ max: 200, optional: true, description: 'Part of code or name' }) search?: string;
  @Text({ max: 100, optional: true }) class?: string;
  @Choice(CRITICALITIES, { optional: true }) criticality?: Criticality;
}
