import { GetAlarmRule } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { RuleRepository, ruleView } from '../../persistence/rules/rule.repository.js';

@Answers(GetAlarmRule)
export class GetAlarmRuleHandler implements RequestHandler<GetAlarmRule> {
  constructor(private readonly rules: RuleRepository) {}

  async execute({ request, tx }: Call<GetAlarmRule>): Promise<Answer<GetAlarmRule>> {
    const found = await this.rules.findLatest(request.ruleId, tx);
    if (!found) throw Refusal.notFound('alarm rule', request.ruleId);
    return { reply: ruleView(found) };
  }
}
