import { RetireAlarmRule } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeRule } from '../../following/rules/change-rule.js';

@Answers(RetireAlarmRule)
export class RetireAlarmRuleHandler implements RequestHandler<RetireAlarmRule> {
  constructor(private readonly rules: ChangeRule) {}

  execute({ request, caller, tx }: Call<RetireAlarmRule>): Promise<Answer<RetireAlarmRule>> {
    return this.rules.change(request, 'retire', caller, tx);
  }
}
