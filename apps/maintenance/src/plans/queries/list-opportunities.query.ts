import { ListOpportunities, pageWindow } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { FindOpportunities } from '../following/find-opportunities.js';
import { WeighOpportunities } from '../following/weigh-opportunities.js';

@Answers(ListOpportunities)
export class ListOpportunitiesHandler implements RequestHandler<ListOpportunities> {
  constructor(
    private readonly opportunities: FindOpportunities,
    private readonly weighing: WeighOpportunities,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<ListOpportunities>): Promise<Answer<ListOpportunities>> {
    const at = request.at === undefined ? new Date() : new Date(request.at);
    const { equipmentId, withinDays = 30, workOrderId: except = null } = request;
    const planned = { equipmentId, withinDays, at, except };
    const page = pageWindow(request);
    const { items, totalCount } = await this.opportunities.find(planned, page, caller, tx);
    return { reply: { items: await this.weighing.each(items, at, tx), totalCount } };
  }
}
