import { CaseReopened, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { NoteCases } from '../../equipment/note-cases.js';

@Handles(CaseReopened)
export class AssessHealthOnCaseReopened implements EventHandler<CaseReopened> {
  constructor(private readonly cases: NoteCases) {}

  handle(found: CaseReopened, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    return this.cases.open(found, time, tx);
  }
}
