import { CaseReopened, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { CaseRepository } from '../persistence/case.repository.js';

@Handles(CaseReopened)
export class NoteCaseOnCaseReopened implements EventHandler<CaseReopened> {
  constructor(private readonly cases: CaseRepository) {}

  async handle(told: CaseReopened, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    await this.cases.note(told, ['reopened_at', time], tx);
    return [];
  }
}
