import { ActivateAlarmRule } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeRule } from '../../following/rules/change-rule.js';

@Answers(ActivateAlarmRule)
export class ActivateAlarmRuleHandler implements RequestHandler<ActivateAlarmRule> {
  constructor(private readonly rules: ChangeRule) {}

  execute({ request, caller, tx }: Call<ActivateAlarmRule>): Promise<Answer<ActivateAlarmRule>> {
    return this.rules.change(request, 'activate', caller, tx);
  }
}
