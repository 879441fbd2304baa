import { ListDetectors } from '@libs/contracts';
import { Answers, type Answer, type RequestHandler } from '@libs/messaging';
import { modelCards } from '../domain/model-cards.js';

@Answers(ListDetectors)
export class ListDetectorsHandler implements RequestHandler<ListDetectors> {
  execute(): Promise<Answer<ListDetectors>> {
    return Promise.resolve({ reply: [...modelCards] });
  }
}
