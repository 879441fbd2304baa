import { CaseReopened, draft, ReopenCase } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { reopen } from '../../domain/case-refusal.js';
import { ChangeCase } from '../../following/change-case.js';
import { caseEvent, triagedEvents } from '../../following/follow-case.js';
import type { Case } from '../../persistence/case.entity.js';
import { CaseRepository } from '../../persistence/case.repository.js';

@Answers(ReopenCase)
export class ReopenCaseHandler implements RequestHandler<ReopenCase> {
  constructor(
    private readonly change: ChangeCase,
    private readonly cases: CaseRepository,
  ) {}

  async execute({ request, caller, tx }: Call<ReopenCase>): Promise<Answer<ReopenCase>> {
    const { caseId, reason } = request;
    const { known, equipment } = await this.change.allow(caseId, 'reopen', tx);
    const opened: Case = { ...known, ...reopen(known), resolvedAt: null };
    await this.cases.save(opened, tx);
    const told = draft(CaseReopened, { ...caseEvent(opened), reason, reopenedBy: caller.name });
    return {
      reply: await this.cases.view(opened, tx),
      events: [told, ...triagedEvents(opened, equipment)],
    };
  }
}
