import { draft, SetWorkPolicy, WorkPolicySet } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { WorkPolicyRepository } from '../../persistence/work-policy.repository.js';

@Answers(SetWorkPolicy)
export class SetWorkPolicyHandler implements RequestHandler<SetWorkPolicy> {
  constructor(private readonly policies: WorkPolicyRepository) {}

  async execute({ request, caller, tx }: Call<SetWorkPolicy>): Promise<Answer<SetWorkPolicy>> {
    const reply = await this.policies.set(request, caller.name, tx);
    const { changedAt: _, ...policy } = reply;
    const told = { ...policy, changedBy: caller.name };
    const subject = 'work-policy/plant';
    return { reply, events: [draft(WorkPolicySet, told, { subject })] };
  }
}
