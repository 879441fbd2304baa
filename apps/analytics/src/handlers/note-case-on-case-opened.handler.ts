import { CaseOpened, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { CaseRepository } from '../persistence/case.repository.js';

@Handles(CaseOpened)
export class NoteCaseOnCaseOpened implements EventHandler<CaseOpened> {
  constructor(private readonly cases: CaseRepository) {}

  async handle(told: CaseOpened, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    await this.cases.note(told, ['opened_at', time], tx);
    return [];
  }
}
