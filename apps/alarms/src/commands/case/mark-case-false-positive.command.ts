import { CaseMarkedFalsePositive, draft, MarkCaseFalsePositive } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeCase } from '../../following/change-case.js';
import { caseEvent } from '../../following/follow-case.js';
import type { Case } from '../../persistence/case.entity.js';
import { CaseRepository } from '../../persistence/case.repository.js';

@Answers(MarkCaseFalsePositive)
export class MarkCaseFalsePositiveHandler implements RequestHandler<MarkCaseFalsePositive> {
  constructor(
    private readonly change: ChangeCase,
    private readonly cases: CaseRepository,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<MarkCaseFalsePositive>): Promise<Answer<MarkCaseFalsePositive>> {
    const { caseId, reason } = request;
    const { known } = await this.change.allow(caseId, 'mark_false_positive', tx);
    const marked: Case = { ...known, status: 'false_positive', resolvedAt: new Date() };
    await this.cases.save(marked, tx);
    const told = { ...caseEvent(marked), reason, markedBy: caller.name };
    return {
      reply: await this.cases.view(marked, tx),
      events: [draft(CaseMarkedFalsePositive, told)],
    };
  }
}
