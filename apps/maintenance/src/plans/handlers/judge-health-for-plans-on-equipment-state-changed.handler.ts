import { EquipmentStateChanged, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { HearNews } from '../following/hear-news.js';

@Handles(EquipmentStateChanged)
export class JudgeHealthForPlansOnEquipmentStateChanged implements EventHandler<EquipmentStateChanged> {
  constructor(private readonly plans: HearNews) {}

  handle(event: EquipmentStateChanged, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const { equipmentId, health = 'unknown' } = event;
    const at = { at: Date.parse(about.time), correlationId: about.correlationid };
    return this.plans.hear(equipmentId, { kind: 'health', health }, at, tx);
  }
}
