import { ResolveCase } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { refuseToResolve } from '../domain/case-life.js';
import { FollowCase } from '../following/follow-case.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { CaseRepository } from '../persistence/case.repository.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';

@Answers(ResolveCase)
export class ResolveCaseHandler implements RequestHandler<ResolveCase> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly alarms: AlarmRepository,
    private readonly cases: CaseRepository,
    private readonly life: FollowCase,
  ) {}

  async execute({ request, tx }: Call<ResolveCase>): Promise<Answer<ResolveCase>> {
    const found = await this.cases.find(request.caseId, tx);
    if (!found) throw Refusal.notFound('case', request.caseId);
    await this.equipment.lock(found.equipmentId, tx);
    const known = await this.cases.get(found.id, tx);
    const refusal = refuseToResolve(known, await this.alarms.countOfCase(known.id, tx));
    if (refusal) throw Refusal.conflict(refusal);
    const events = await this.life.resolve(known, request.reason, tx);
    return { reply: await this.cases.view(await this.cases.get(known.id, tx), tx), events };
  }
}
