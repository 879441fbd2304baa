import { ListAlarmRules } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { RuleRepository } from '../../persistence/rules/rule.repository.js';

@Answers(ListAlarmRules)
export class ListAlarmRulesHandler implements RequestHandler<ListAlarmRules> {
  constructor(private readonly rules: RuleRepository) {}

  async execute({ request, tx }: Call<ListAlarmRules>): Promise<Answer<ListAlarmRules>> {
    return { reply: await this.rules.list(request, tx) };
  }
}
