import { AlarmRuleDrafted, DraftAlarmRule } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { refuseFaulty } from '../../following/rules/refuse-faulty.js';
import { ruleDraft, stamp } from '../../following/rules/change-rule.js';
import type { Rule } from '../../persistence/rules/rule.entity.js';
import { RuleRepository, ruleView } from '../../persistence/rules/rule.repository.js';

@Answers(DraftAlarmRule)
export class DraftAlarmRuleHandler implements RequestHandler<DraftAlarmRule> {
  constructor(private readonly rules: RuleRepository) {}

  async execute({ request, caller, tx }: Call<DraftAlarmRule>): Promise<Answer<DraftAlarmRule>> {
    const { code, name, definition } = request;
    refuseFaulty(definition);
    if (await this.rules.isCodeTaken(code, tx)) {
      throw Refusal.conflict(`There is an alarm rule ${code} already.`);
    }
    const version = { version: 1, state: 'draft', raised: 0, shadowedAt: null } as const;
    const now = new Date();
    const said = { code, name, definition, ...stamp(caller) };
    const rule: Rule = { id: uuidv7(), ...version, ...said, createdAt: now, writtenAt: now };
    await this.rules.add(rule, tx);
    return { reply: ruleView(rule), events: [ruleDraft(AlarmRuleDrafted, rule)] };
  }
}
