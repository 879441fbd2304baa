import { WorkOrderReopened, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { FollowWork } from '../following/follow-work.js';

@Handles(WorkOrderReopened)
export class SuppressAlarmsOnWorkOrderReopened implements EventHandler<WorkOrderReopened> {
  constructor(private readonly work: FollowWork) {}

  handle(reopened: WorkOrderReopened, tx: Transaction): Promise<EventDraft[]> {
    return this.work.reopened(reopened, tx);
  }
}
