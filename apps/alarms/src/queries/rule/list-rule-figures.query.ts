import { ListRuleFigures } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { reviewWindow } from '../../domain/kpi-window.js';
import { RuleFiguresRepository } from '../../persistence/rules/rule-figures.repository.js';

@Answers(ListRuleFigures)
export class ListRuleFiguresHandler implements RequestHandler<ListRuleFigures> {
  constructor(private readonly figures: RuleFiguresRepository) {}

  async execute({ request, tx }: Call<ListRuleFigures>): Promise<Answer<ListRuleFigures>> {
    const window = reviewWindow(request, new Date());
    if (window.to <= window.from) {
      throw Refusal.invalid([{ field: 'to', message: 'to must be later than from' }]);
    }
    return { reply: await this.figures.list(request, window, tx) };
  }
}
