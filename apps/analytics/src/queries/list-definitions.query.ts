import { ListDefinitions } from '@libs/contracts';
import { Answers, type Answer, type RequestHandler } from '@libs/messaging';
import { definitions } from '../domain/kpi/definitions.js';

@Answers(ListDefinitions)
export class ListDefinitionsHandler implements RequestHandler<ListDefinitions> {
  execute(): Promise<Answer<ListDefinitions>> {
    const reply = [...definitions.values()].map(
      ({ id, version, name, formula, unit, standard }) => ({
        ...{ id, version, name },
        ...{ formula, unit, standard },
      }),
    );
    return Promise.resolve({ reply });
  }
}
