import { ListEquipment, ListOpportunities, pageWindow } from '@libs/contracts';
import {
  Answers,
  RequestClient,
  type Answer,
  type Call,
  type Caller,
  type RequestHandler,
} from '@libs/messaging';
import { OccurrenceRepository } from '../persistence/occurrence.repository.js';

const DAY_MS = 24 * 3_600_000;
const MOST_PARTS = 1000;

@Answers(ListOpportunities)
export class ListOpportunitiesHandler implements RequestHandler<ListOpportunities> {
  constructor(
    private readonly occurrences: OccurrenceRepository,
    private readonly requests: RequestClient,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<ListOpportunities>): Promise<Answer<ListOpportunities>> {
    const { equipmentId, withinDays = 30, at } = request;
    const planned = at === undefined ? Date.now() : Date.parse(at);
    const until = new Date(planned + withinDays * DAY_MS);
    const all = await this.withParts(equipmentId, caller);
    const window = { until, ...pageWindow(request) };
    return { reply: await this.occurrences.opportunities(all, window, tx) };
  }

  /** The equipment and all that is part of it, down to the last screw. */
  private async withParts(equipmentId: string, caller: Caller): Promise<string[]> {
    const all = [equipmentId];
    for (const parentId of all) {
      const parts = { parentId, pageSize: 100 };
      const { items } = await this.requests.ask(ListEquipment, parts, caller);
      all.push(...items.map(({ id }) => id).filter((id) => !all.includes(id)));
      if (all.length > MOST_PARTS) break;
    }
    return all;
  }
}
