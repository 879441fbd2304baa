import { CompareAlarmRule } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { CompareRule } from '../../following/rules/compare-rule.js';
import type { Rule } from '../../persistence/rules/rule.entity.js';
import { RuleRepository } from '../../persistence/rules/rule.repository.js';

@Answers(CompareAlarmRule)
export class CompareAlarmRuleHandler implements RequestHandler<CompareAlarmRule> {
  constructor(
    private readonly rules: RuleRepository,
    private readonly comparing: CompareRule,
  ) {}

  async execute({ request, tx }: Call<CompareAlarmRule>): Promise<Answer<CompareAlarmRule>> {
    const { ruleId, version } = request;
    const versions = await this.rules.findVersions(ruleId, tx);
    const [latest] = versions;
    if (!latest) throw Refusal.notFound('alarm rule', ruleId);
    const known =
      version === undefined
        ? (inShadow(versions) ?? versions.find(({ shadowedAt }) => shadowedAt) ?? latest)
        : versions.find((each) => each.version === version);
    if (!known) throw Refusal.notFound('version of an alarm rule', `${ruleId}/${version}`);
    return { reply: await this.comparing.compare(known, versions, tx) };
  }
}

const inShadow = (versions: readonly Rule[]): Rule | undefined =>
  versions.find(({ state }) => state === 'shadow');
