import { EquipmentChanged, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { EquipmentRepository } from '../persistence/equipment.repository.js';

@Handles(EquipmentChanged)
export class NoteEquipmentOnEquipmentChanged implements EventHandler<EquipmentChanged> {
  constructor(private readonly equipment: EquipmentRepository) {}

  async handle(changed: EquipmentChanged, tx: Transaction): Promise<EventDraft[]> {
    await this.equipment.note(changed, tx);
    return [];
  }
}
