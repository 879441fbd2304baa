import { EquipmentRegistered, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { DrawTimeline } from '../timeline/draw-timeline.js';

@Handles(EquipmentRegistered)
export class DrawTimelineOnEquipmentRegistered implements EventHandler<EquipmentRegistered> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly timelines: DrawTimeline,
  ) {}

  async handle(
    registered: EquipmentRegistered,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.equipment.register(registered, time, tx);
    await this.timelines.draw(registered.equipmentId, tx);
    return [];
  }
}
