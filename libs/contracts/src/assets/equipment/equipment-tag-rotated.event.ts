import { EventContract } from '../../envelope/event-contract.js';
import { Instant, Uuid } from '../../fields/kinds.js';

/** A piece of equipment got a new QR tag; its token is told to nobody here. */
@EventContract('assets.equipment.tag_rotated.v1')
export class EquipmentTagRotated {
  @Uuid() equipmentId!: string;
  @Instant() issuedAt!: string;
}
