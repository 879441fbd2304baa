import { WorkOrderStarted, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { FollowWork } from '../following/follow-work.js';

@Handles(WorkOrderStarted)
export class SuppressAlarmsOnWorkOrderStarted implements EventHandler<WorkOrderStarted> {
  constructor(private readonly work: FollowWork) {}

  handle(started: WorkOrderStarted, tx: Transaction): Promise<EventDraft[]> {
    return this.work.started(started, tx);
  }
}
