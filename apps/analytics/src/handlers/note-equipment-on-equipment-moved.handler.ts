import { EquipmentMoved, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { EquipmentRepository } from '../persistence/equipment.repository.js';

@Handles(EquipmentMoved)
export class NoteEquipmentOnEquipmentMoved implements EventHandler<EquipmentMoved> {
  constructor(private readonly equipment: EquipmentRepository) {}

  async handle(moved: EquipmentMoved, tx: Transaction): Promise<EventDraft[]> {
    await this.equipment.note(moved, tx);
    return [];
  }
}
