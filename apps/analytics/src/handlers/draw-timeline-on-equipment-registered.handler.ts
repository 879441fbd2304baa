import { EquipmentRegistered, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { RegistryStateRepository } from '../persistence/registry-state.repository.js';
import { DrawTimeline } from '../timeline/draw-timeline.js';

@Handles(EquipmentRegistered)
export class DrawTimelineOnEquipmentRegistered implements EventHandler<EquipmentRegistered> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly states: RegistryStateRepository,
    private readonly timelines: DrawTimeline,
  ) {}

  async handle(
    registered: EquipmentRegistered,
    tx: Transaction,
    { id: eventId, time }: CloudEvent,
  ): Promise<EventDraft[]> {
    const { equipmentId, operating: state = 'unknown' } = registered;
    await this.equipment.register(registered, time, tx);
    if (state !== 'unknown') {
      const said = { state, reason: 'Said when it was registered', at: time };
      await this.states.add({ eventId, equipmentId, ...said }, tx);
    }
    await this.timelines.draw(equipmentId, tx);
    return [];
  }
}
