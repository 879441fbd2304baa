import { ListDefinitions, type KpiDefinitionView } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import type { Definition, FormerMeaning } from '../domain/kpi/definition.js';
import { definitions } from '../domain/kpi/definitions.js';

@Answers(ListDefinitions)
export class ListDefinitionsHandler implements RequestHandler<ListDefinitions> {
  execute({ request }: Call<ListDefinitions>): Promise<Answer<ListDefinitions>> {
    const { kpi, versions } = request;
    const asked = [...definitions.values()].filter(({ id }) => kpi === undefined || id === kpi);
    return Promise.resolve({ reply: asked.flatMap(versions === 'all' ? everyVersion : newest) });
  }
}

const viewOf = (
  { id, name, unit, standard }: Definition,
  { version, formula }: FormerMeaning,
): KpiDefinitionView => ({ id, version, name, formula, unit, standard });

const newest = (definition: Definition): KpiDefinitionView => viewOf(definition, definition);

const everyVersion = (definition: Definition): KpiDefinitionView[] => [
  newest(definition),
  ...(definition.former ?? []).map((meaning) =>
    Object.assign(viewOf(definition, meaning), { former: true }),
  ),
];
