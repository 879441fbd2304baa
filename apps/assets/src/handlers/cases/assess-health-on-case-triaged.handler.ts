import { CaseTriaged, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { NoteCases } from '../../equipment/note-cases.js';

@Handles(CaseTriaged)
export class AssessHealthOnCaseTriaged implements EventHandler<CaseTriaged> {
  constructor(private readonly cases: NoteCases) {}

  handle(found: CaseTriaged, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    return this.cases.open(found, time, tx, found.verdict);
  }
}
