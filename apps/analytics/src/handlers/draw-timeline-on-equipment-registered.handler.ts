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
    { equipmentId, ...registered }: EquipmentRegistered,
    tx: Transaction,
    { id: eventId, time }: CloudEvent,
  ): Promise<EventDraft[]> {
    const { code, name, class: ofClass, operating: state = 'unknown' } = registered;
    const registration = { id: equipmentId, code, name, class: ofClass, registeredAt: time };
    await this.equipment.note(registration, tx);
    if (state !== 'unknown') {
      const said = { state, reason: 'Said when it was registered', at: time };
      await this.states.add({ eventId, equipmentId, ...said }, tx);
    }
    await this.timelines.draw(equipmentId, tx);
    return [];
  }
}
