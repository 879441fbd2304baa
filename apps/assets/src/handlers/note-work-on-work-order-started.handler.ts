import { WorkOrderStarted, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { NoteWork } from '../equipment/note-work.js';
import { OpenWorkRepository } from '../persistence/equipment/open-work.repository.js';

@Handles(WorkOrderStarted)
export class NoteWorkOnWorkOrderStarted implements EventHandler<WorkOrderStarted> {
  constructor(
    private readonly openWork: OpenWorkRepository,
    private readonly noting: NoteWork,
  ) {}

  async handle(
    order: WorkOrderStarted,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.openWork.start(order.workOrderId, tx);
    return this.noting.at(order.equipmentId, { at: time, begun: true }, tx);
  }
}
