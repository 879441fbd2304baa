import { AlarmRuleDrafted, ReviseAlarmRule } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ruleDraft, stamp } from '../../following/rules/change-rule.js';
import { refuseFaulty } from '../../following/rules/refuse-faulty.js';
import type { Rule } from '../../persistence/rules/rule.entity.js';
import { RuleRepository, ruleView } from '../../persistence/rules/rule.repository.js';

@Answers(ReviseAlarmRule)
export class ReviseAlarmRuleHandler implements RequestHandler<ReviseAlarmRule> {
  constructor(private readonly rules: RuleRepository) {}

  async execute({ request, caller, tx }: Call<ReviseAlarmRule>): Promise<Answer<ReviseAlarmRule>> {
    const { ruleId, name, definition } = request;
    refuseFaulty(definition);
    const versions = await this.rules.lockVersions(ruleId, tx);
    const [latest] = versions;
    if (!latest) throw Refusal.notFound('alarm rule', ruleId);
    const draft = versions.find(({ state }) => state === 'draft');
    const revised = { name, definition, ...stamp(caller), writtenAt: new Date() };
    const rule: Rule = draft
      ? { ...draft, ...revised }
      : { ...latest, ...revised, ...nextVersion(latest) };
    await (draft ? this.rules.save(rule, tx) : this.rules.add(rule, tx));
    return { reply: ruleView(rule), events: [ruleDraft(AlarmRuleDrafted, rule)] };
  }
}

const nextVersion = ({ version }: Rule) =>
  ({
    version: version + 1,
    state: 'draft',
    raised: 0,
    shadowedAt: null,
    createdAt: new Date(),
  }) as const;
