import { ListRuleActivations } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ActivationRepository } from '../../persistence/rules/activation.repository.js';
import { RuleRepository } from '../../persistence/rules/rule.repository.js';

@Answers(ListRuleActivations)
export class ListRuleActivationsHandler implements RequestHandler<ListRuleActivations> {
  constructor(
    private readonly rules: RuleRepository,
    private readonly activations: ActivationRepository,
  ) {}

  async execute({ request, tx }: Call<ListRuleActivations>): Promise<Answer<ListRuleActivations>> {
    const known = await this.rules.findLatest(request.ruleId, tx);
    if (!known) throw Refusal.notFound('alarm rule', request.ruleId);
    return { reply: await this.activations.list(request, tx) };
  }
}
