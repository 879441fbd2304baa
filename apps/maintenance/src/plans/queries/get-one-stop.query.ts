import { GetOneStop } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { FindOpportunities } from '../following/find-opportunities.js';
import { WeighOpportunities } from '../following/weigh-opportunities.js';
import type { Opportunity } from '../persistence/opportunity.repository.js';

/** The soonest; nobody does more in one stop. */
const MOST = { limit: 1000, offset: 0 } as const;

@Answers(GetOneStop)
export class GetOneStopHandler implements RequestHandler<GetOneStop> {
  constructor(
    private readonly opportunities: FindOpportunities,
    private readonly weighing: WeighOpportunities,
  ) {}

  async execute({ request, caller, tx }: Call<GetOneStop>): Promise<Answer<GetOneStop>> {
    const at = request.at === undefined ? new Date() : new Date(request.at);
    const { equipmentId, withinDays = 30, workOrderId: except = null } = request;
    const planned = { equipmentId, withinDays, at, except };
    const { items } = await this.opportunities.find(planned, MOST, caller, tx);
    const all = await this.weighing.together(oncePerPlan(items), at, tx);
    return { reply: { equipmentId, at: at.toISOString(), ...all } };
  }
}

/** A plan's later dates on the same equipment are not done in the same stop. */
const oncePerPlan = (found: readonly Opportunity[]): Opportunity[] => {
  const keyOf = ({ work }: Opportunity): string => `${work.planId ?? work.id} ${work.equipmentId}`;
  const soonest = new Map(found.toReversed().map((each) => [keyOf(each), each]));
  return [...soonest.values()];
};
