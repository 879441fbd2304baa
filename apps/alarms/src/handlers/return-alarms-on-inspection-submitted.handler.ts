import { InspectionSubmitted, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { HearInspection } from '../following/hear-inspection.js';

@Handles(InspectionSubmitted)
export class ReturnAlarmsOnInspectionSubmitted implements EventHandler<InspectionSubmitted> {
  constructor(private readonly inspections: HearInspection) {}

  handle(
    submitted: InspectionSubmitted,
    tx: Transaction,
    about: CloudEvent,
  ): Promise<EventDraft[]> {
    return this.inspections.passed(submitted, about.correlationid, tx);
  }
}
