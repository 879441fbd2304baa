import { WorkOrderCancelled, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { FollowWork } from '../following/follow-work.js';

@Handles(WorkOrderCancelled)
export class ReopenCaseOnWorkOrderCancelled implements EventHandler<WorkOrderCancelled> {
  constructor(private readonly work: FollowWork) {}

  handle(cancelled: WorkOrderCancelled, tx: Transaction): Promise<EventDraft[]> {
    return this.work.ended(cancelled, 'cancelled', tx);
  }
}
