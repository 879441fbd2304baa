import { ListDetectors } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { modelCards } from '../domain/model-cards.js';
import { FeedbackRepository } from '../persistence/feedback.repository.js';

@Answers(ListDetectors)
export class ListDetectorsHandler implements RequestHandler<ListDetectors> {
  constructor(private readonly feedback: FeedbackRepository) {}

  async execute({ tx }: Call<ListDetectors>): Promise<Answer<ListDetectors>> {
    const known = await this.feedback.precision(tx);
    const reply = modelCards.map((card) => {
      const said = known.find(({ detectorVersion }) => detectorVersion === card.version);
      const [right, wrong] = [said?.right ?? 0, said?.wrong ?? 0];
      const precision = right + wrong === 0 ? null : right / (right + wrong);
      return Object.assign({}, card, { right, wrong, precision });
    });
    return { reply };
  }
}
