import { CaseResolved, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { NoteCases } from '../../equipment/note-cases.js';

@Handles(CaseResolved)
export class AssessHealthOnCaseResolved implements EventHandler<CaseResolved> {
  constructor(private readonly cases: NoteCases) {}

  handle(found: CaseResolved, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    return this.cases.end(found, time, tx, 'resolved');
  }
}
