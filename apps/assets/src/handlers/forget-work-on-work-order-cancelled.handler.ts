import { WorkOrderCancelled, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { NoteWork } from '../equipment/note-work.js';
import { OpenWorkRepository } from '../persistence/equipment/open-work.repository.js';

@Handles(WorkOrderCancelled)
export class ForgetWorkOnWorkOrderCancelled implements EventHandler<WorkOrderCancelled> {
  constructor(
    private readonly openWork: OpenWorkRepository,
    private readonly noting: NoteWork,
  ) {}

  async handle(
    order: WorkOrderCancelled,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.openWork.remove(order.workOrderId, tx);
    return this.noting.at(order.equipmentId, { at: time }, tx);
  }
}
