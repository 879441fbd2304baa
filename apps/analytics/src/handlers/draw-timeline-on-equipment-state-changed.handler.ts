import { EquipmentStateChanged, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { RegistryStateRepository } from '../persistence/registry-state.repository.js';
import { DrawTimeline } from '../timeline/draw-timeline.js';

@Handles(EquipmentStateChanged)
export class DrawTimelineOnEquipmentStateChanged implements EventHandler<EquipmentStateChanged> {
  constructor(
    private readonly states: RegistryStateRepository,
    private readonly timelines: DrawTimeline,
  ) {}

  async handle(
    { equipmentId, operating, changes, word, reason, source = 'person' }: EquipmentStateChanged,
    tx: Transaction,
    { id: eventId, time: at }: CloudEvent,
  ): Promise<EventDraft[]> {
    // Of work the timeline knows more than the registry does.
    const isSaid = source === 'person' && changes.some(({ kind }) => kind === 'operating');
    if (!isSaid || operating === undefined) return [];
    const said = reason ?? (word === undefined ? 'Said in the registry' : `Said to be ${word}`);
    await this.states.add({ eventId, equipmentId, state: operating, reason: said, at }, tx);
    await this.timelines.draw(equipmentId, tx);
    return [];
  }
}
