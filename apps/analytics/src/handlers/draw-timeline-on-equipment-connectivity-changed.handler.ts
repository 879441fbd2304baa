import { EquipmentConnectivityChanged, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { HearingRepository } from '../persistence/hearing.repository.js';
import { DrawTimeline } from '../timeline/draw-timeline.js';

@Handles(EquipmentConnectivityChanged)
export class DrawTimelineOnEquipmentConnectivityChanged implements EventHandler<EquipmentConnectivityChanged> {
  constructor(
    private readonly hearings: HearingRepository,
    private readonly timelines: DrawTimeline,
  ) {}

  async handle(
    { equipmentId, connectivity, previous, lastHeardAt }: EquipmentConnectivityChanged,
    tx: Transaction,
    { id }: CloudEvent,
  ): Promise<EventDraft[]> {
    const isHeard = connectivity !== 'offline';
    if (isHeard && previous !== 'offline') return [];
    await this.hearings.add(equipmentId, { id, at: Date.parse(lastHeardAt), isHeard }, tx);
    await this.timelines.draw(equipmentId, tx);
    return [];
  }
}
