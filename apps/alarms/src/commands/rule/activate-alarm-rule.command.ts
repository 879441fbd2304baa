import { ActivateAlarmRule } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ActivateRule } from '../../following/rules/activate-rule.js';

@Answers(ActivateAlarmRule)
export class ActivateAlarmRuleHandler implements RequestHandler<ActivateAlarmRule> {
  constructor(private readonly rules: ActivateRule) {}

  execute({ request, caller, tx }: Call<ActivateAlarmRule>): Promise<Answer<ActivateAlarmRule>> {
    const { comment, withoutEvidence } = request;
    return this.rules.activate(request, 'activated', { caller, comment, withoutEvidence }, tx);
  }
}
