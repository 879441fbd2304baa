import { GetWorkPolicy } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { WorkPolicyRepository } from '../../persistence/work-policy.repository.js';

@Answers(GetWorkPolicy)
export class GetWorkPolicyHandler implements RequestHandler<GetWorkPolicy> {
  constructor(private readonly policies: WorkPolicyRepository) {}

  async execute({ tx }: Call<GetWorkPolicy>): Promise<Answer<GetWorkPolicy>> {
    return { reply: await this.policies.get(tx) };
  }
}
