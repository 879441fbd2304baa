import { InspectionItemFailed, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { HearInspection } from '../following/hear-inspection.js';

@Handles(InspectionItemFailed)
export class JoinCaseOnInspectionItemFailed implements EventHandler<InspectionItemFailed> {
  constructor(private readonly inspections: HearInspection) {}

  handle(failed: InspectionItemFailed, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    return this.inspections.failed(failed, about.correlationid, tx);
  }
}
