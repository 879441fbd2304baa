import { CaseOpened, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { NoteCases } from '../../equipment/note-cases.js';

@Handles(CaseOpened)
export class AssessHealthOnCaseOpened implements EventHandler<CaseOpened> {
  constructor(private readonly cases: NoteCases) {}

  handle(found: CaseOpened, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    return this.cases.open(found, time, tx);
  }
}
