import { CaseMerged, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { NoteCases } from '../../equipment/note-cases.js';

@Handles(CaseMerged)
export class AssessHealthOnCaseMerged implements EventHandler<CaseMerged> {
  constructor(private readonly cases: NoteCases) {}

  handle(found: CaseMerged, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    return this.cases.end(found, time, tx);
  }
}
