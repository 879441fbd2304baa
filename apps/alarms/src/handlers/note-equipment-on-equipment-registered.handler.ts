import { EquipmentRegistered, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { EquipmentRepository } from '../persistence/equipment.repository.js';

@Handles(EquipmentRegistered)
export class NoteEquipmentOnEquipmentRegistered implements EventHandler<EquipmentRegistered> {
  constructor(private readonly equipment: EquipmentRepository) {}

  async handle(registered: EquipmentRegistered, tx: Transaction): Promise<EventDraft[]> {
    await this.equipment.note(registered, tx);
    return [];
  }
}
