import { CaseMarkedFalsePositive, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { CaseRepository } from '../persistence/case.repository.js';

@Handles(CaseMarkedFalsePositive)
export class NoteCaseOnCaseMarkedFalsePositive implements EventHandler<CaseMarkedFalsePositive> {
  constructor(private readonly cases: CaseRepository) {}

  async handle(
    told: CaseMarkedFalsePositive,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.cases.note(told, ['ended_at', time], tx);
    return [];
  }
}
