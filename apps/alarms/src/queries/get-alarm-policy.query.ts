import { GetAlarmPolicy } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { PolicyRepository } from '../persistence/policy.repository.js';

@Answers(GetAlarmPolicy)
export class GetAlarmPolicyHandler implements RequestHandler<GetAlarmPolicy> {
  constructor(private readonly policies: PolicyRepository) {}

  async execute({ tx }: Call<GetAlarmPolicy>): Promise<Answer<GetAlarmPolicy>> {
    return { reply: await this.policies.get(tx) };
  }
}
