import { GetWorkOrderCost } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { CostRepository } from '../../persistence/parts/cost.repository.js';
import { PartUseRepository } from '../../persistence/parts/part-use.repository.js';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';
import { WorkPolicyRepository } from '../../persistence/work-policy.repository.js';

@Answers(GetWorkOrderCost)
export class GetWorkOrderCostHandler implements RequestHandler<GetWorkOrderCost> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly costs: CostRepository,
    private readonly uses: PartUseRepository,
    private readonly policies: WorkPolicyRepository,
  ) {}

  async execute({ request, tx }: Call<GetWorkOrderCost>): Promise<Answer<GetWorkOrderCost>> {
    const { workOrderId } = request;
    if (!(await this.workOrders.find(workOrderId, tx))) {
      throw Refusal.notFound('work order', workOrderId);
    }
    const { currency } = await this.policies.get(tx);
    const sums = await this.costs.sums(workOrderId, tx);
    const entries = await this.costs.listFor(workOrderId, tx);
    const partUses = await this.uses.listFor(workOrderId, tx);
    return { reply: { workOrderId, currency, ...sums, entries, partUses } };
  }
}
