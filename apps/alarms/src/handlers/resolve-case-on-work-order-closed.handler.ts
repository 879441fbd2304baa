import { WorkOrderClosed, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { FollowWork } from '../following/follow-work.js';

@Handles(WorkOrderClosed)
export class ResolveCaseOnWorkOrderClosed implements EventHandler<WorkOrderClosed> {
  constructor(private readonly work: FollowWork) {}

  handle(closed: WorkOrderClosed, tx: Transaction): Promise<EventDraft[]> {
    return this.work.ended(closed, 'closed', tx);
  }
}
