import {
  CaseJudged,
  CaseMarkedFalsePositive,
  draft,
  FeedbackGiven,
  type EventDraft,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { isEnded } from '../domain/case-life.js';
import { caseEvent } from '../following/follow-case.js';
import { JudgeAlarms } from '../following/judge-alarms.js';
import type { Case } from '../persistence/case.entity.js';
import { CaseRepository } from '../persistence/case.repository.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { EvidenceRepository } from '../persistence/evidence.repository.js';

@Handles(FeedbackGiven)
export class JudgeCaseOnFeedbackGiven implements EventHandler<FeedbackGiven> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly cases: CaseRepository,
    private readonly evidence: EvidenceRepository,
    private readonly alarms: JudgeAlarms,
  ) {}

  async handle(given: FeedbackGiven, tx: Transaction): Promise<EventDraft[]> {
    const { caseId, equipmentId } = given;
    if (caseId === undefined) return [];
    await this.equipment.lock(equipmentId, tx);
    const known = await this.cases.find(caseId, tx);
    if (!known) return [];
    const answered: Case = { ...known, answer: given.answer };
    await this.cases.save(answered, tx);
    const judged = await this.judged(answered, given, tx);
    const alarms = await this.alarms.judgeCase(caseId, given, tx);
    const wrong = given.answer === 'wrong' ? await this.wrong(answered, given, tx) : [];
    return [judged, ...alarms, ...wrong];
  }

  /** Who gave the feedback knows the work; what led to it is known here. */
  private async judged(
    known: Case,
    { answer, givenBy: judgedBy, workOrderId, failureMode, comment }: FeedbackGiven,
    tx: Transaction,
  ): Promise<EventDraft> {
    const led = await this.evidence.sourcesOf(known.id, tx);
    const said = {
      ...{ answer, judgedBy, workOrderId },
      ...(failureMode !== undefined && { failureMode }),
      ...(comment !== undefined && { comment }),
    };
    return draft(CaseJudged, { ...caseEvent(known), ...said, ...led });
  }

  private async wrong(known: Case, given: FeedbackGiven, tx: Transaction): Promise<EventDraft[]> {
    if (isEnded(known)) return [];
    const marked: Case = { ...known, status: 'false_positive', resolvedAt: new Date() };
    await this.cases.save(marked, tx);
    const reason = given.comment ?? 'Who did the work found that the alarm was wrong.';
    const markedBy = given.givenBy;
    return [draft(CaseMarkedFalsePositive, { ...caseEvent(marked), reason, markedBy })];
  }
}
