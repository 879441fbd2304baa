import { CaseMarkedFalsePositive, draft, FeedbackGiven, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { isEnded } from '../domain/case-life.js';
import { caseEvent } from '../following/follow-case.js';
import type { Case } from '../persistence/case.entity.js';
import { CaseRepository } from '../persistence/case.repository.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';

@Handles(FeedbackGiven)
export class MarkCaseFalsePositiveOnFeedbackGiven implements EventHandler<FeedbackGiven> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly cases: CaseRepository,
  ) {}

  async handle(given: FeedbackGiven, tx: Transaction): Promise<EventDraft[]> {
    const { answer, caseId, equipmentId, givenBy: markedBy } = given;
    if (answer !== 'wrong' || caseId === undefined) return [];
    await this.equipment.lock(equipmentId, tx);
    const known = await this.cases.find(caseId, tx);
    if (!known || isEnded(known)) return [];
    const marked: Case = { ...known, status: 'false_positive', resolvedAt: new Date() };
    await this.cases.save(marked, tx);
    const reason = given.comment ?? 'Who did the work found that the alarm was wrong.';
    return [draft(CaseMarkedFalsePositive, { ...caseEvent(marked), reason, markedBy })];
  }
}
