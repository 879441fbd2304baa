import { AlarmPolicySet, draft, SetAlarmPolicy } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { PolicyRepository } from '../../persistence/policy.repository.js';

@Answers(SetAlarmPolicy)
export class SetAlarmPolicyHandler implements RequestHandler<SetAlarmPolicy> {
  constructor(private readonly policies: PolicyRepository) {}

  async execute({ request, caller, tx }: Call<SetAlarmPolicy>): Promise<Answer<SetAlarmPolicy>> {
    const policy = await this.policies.set(request, caller.name, tx);
    const { changedAt: _, ...agreed } = policy;
    const told = { ...agreed, changedBy: caller.name };
    const about = { subject: `alarm_policy/${tx.tenantId}` };
    return { reply: policy, events: [draft(AlarmPolicySet, told, about)] };
  }
}
