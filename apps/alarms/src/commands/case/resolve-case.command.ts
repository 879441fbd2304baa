import { ResolveCase } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeCase } from '../../following/change-case.js';
import { FollowCase } from '../../following/follow-case.js';
import { CaseRepository } from '../../persistence/case.repository.js';

@Answers(ResolveCase)
export class ResolveCaseHandler implements RequestHandler<ResolveCase> {
  constructor(
    private readonly change: ChangeCase,
    private readonly cases: CaseRepository,
    private readonly life: FollowCase,
  ) {}

  async execute({ request, tx }: Call<ResolveCase>): Promise<Answer<ResolveCase>> {
    const { known } = await this.change.allow(request.caseId, 'resolve', tx);
    const events = await this.life.resolve(known, request.reason, tx);
    return { reply: await this.cases.view(await this.cases.get(known.id, tx), tx), events };
  }
}
