import { ShadowAlarmRule } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeRule } from '../../following/rules/change-rule.js';

@Answers(ShadowAlarmRule)
export class ShadowAlarmRuleHandler implements RequestHandler<ShadowAlarmRule> {
  constructor(private readonly rules: ChangeRule) {}

  execute({ request, caller, tx }: Call<ShadowAlarmRule>): Promise<Answer<ShadowAlarmRule>> {
    return this.rules.change(request, 'shadow', caller, tx);
  }
}
