import { RollBackAlarmRule } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ActivateRule } from '../../following/rules/activate-rule.js';

@Answers(RollBackAlarmRule)
export class RollBackAlarmRuleHandler implements RequestHandler<RollBackAlarmRule> {
  constructor(private readonly rules: ActivateRule) {}

  execute({ request, caller, tx }: Call<RollBackAlarmRule>): Promise<Answer<RollBackAlarmRule>> {
    return this.rules.activate(request, 'rolled_back', { caller, comment: request.reason }, tx);
  }
}
