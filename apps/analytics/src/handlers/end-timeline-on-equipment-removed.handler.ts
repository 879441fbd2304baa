import { EquipmentRemoved, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { DrawTimeline } from '../timeline/draw-timeline.js';

@Handles(EquipmentRemoved)
export class EndTimelineOnEquipmentRemoved implements EventHandler<EquipmentRemoved> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly timelines: DrawTimeline,
  ) {}

  async handle(
    { equipmentId }: EquipmentRemoved,
    tx: Transaction,
    { time: removedAt }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.equipment.remove(equipmentId, removedAt, tx);
    await this.timelines.draw(equipmentId, tx);
    return [];
  }
}
