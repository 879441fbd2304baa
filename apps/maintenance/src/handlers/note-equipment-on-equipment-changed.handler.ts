import { EquipmentChanged, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { DueRepository } from '../plans/persistence/due.repository.js';

@Handles(EquipmentChanged)
export class NoteEquipmentOnEquipmentChanged implements EventHandler<EquipmentChanged> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly dues: DueRepository,
  ) {}

  async handle(changed: EquipmentChanged, tx: Transaction): Promise<EventDraft[]> {
    await this.equipment.note(changed, tx);
    await this.dues.rename(changed.equipmentId, changed.name, tx);
    return [];
  }
}
