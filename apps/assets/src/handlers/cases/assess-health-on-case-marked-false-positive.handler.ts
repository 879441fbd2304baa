import { CaseMarkedFalsePositive, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { NoteCases } from '../../equipment/note-cases.js';

@Handles(CaseMarkedFalsePositive)
export class AssessHealthOnCaseMarkedFalsePositive implements EventHandler<CaseMarkedFalsePositive> {
  constructor(private readonly cases: NoteCases) {}

  handle(
    found: CaseMarkedFalsePositive,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    return this.cases.end(found, time, tx);
  }
}
