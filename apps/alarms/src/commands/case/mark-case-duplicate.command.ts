import { CaseMerged, draft, MarkCaseDuplicate } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeCase } from '../../following/change-case.js';
import { caseEvent } from '../../following/follow-case.js';
import type { Case } from '../../persistence/case.entity.js';
import { CaseRepository } from '../../persistence/case.repository.js';
import { EvidenceRepository } from '../../persistence/evidence.repository.js';

@Answers(MarkCaseDuplicate)
export class MarkCaseDuplicateHandler implements RequestHandler<MarkCaseDuplicate> {
  constructor(
    private readonly change: ChangeCase,
    private readonly cases: CaseRepository,
    private readonly evidence: EvidenceRepository,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<MarkCaseDuplicate>): Promise<Answer<MarkCaseDuplicate>> {
    const { caseId, duplicateOf, reason } = request;
    const { known } = await this.change.allowMerge(caseId, duplicateOf, tx);
    const merged: Case = { ...known, status: 'duplicate', duplicateOf, resolvedAt: new Date() };
    await this.cases.save(merged, tx);
    await this.evidence.move(caseId, duplicateOf, tx);
    const told = { ...caseEvent(merged), intoCaseId: duplicateOf, reason, mergedBy: caller.name };
    return { reply: await this.cases.view(merged, tx), events: [draft(CaseMerged, told)] };
  }
}
