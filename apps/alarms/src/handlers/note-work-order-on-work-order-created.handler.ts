import { WorkOrderCreated, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { FollowWork } from '../following/follow-work.js';

@Handles(WorkOrderCreated)
export class NoteWorkOrderOnWorkOrderCreated implements EventHandler<WorkOrderCreated> {
  constructor(private readonly work: FollowWork) {}

  async handle(created: WorkOrderCreated, tx: Transaction): Promise<EventDraft[]> {
    await this.work.ordered(created, tx);
    return [];
  }
}
