import { AddLabour, AddService, draft, WorkOrderCostAdded } from '@libs/contracts';
import type { CostEntryView, EventDraft } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { minutesOf } from '../../life-cycle/minutes-of.js';
import { OpenWork } from '../../life-cycle/open-work.js';
import { CostRepository } from '../../persistence/parts/cost.repository.js';
import type { WorkOrder } from '../../persistence/work-order.entity.js';
import { WorkPolicyRepository } from '../../persistence/work-policy.repository.js';

function told(
  { workOrderId, kind, amount, text, by }: CostEntryView,
  { equipmentId }: WorkOrder,
  currency: string,
): EventDraft {
  const entry = { workOrderId, equipmentId, kind, amount, currency, text, by };
  return draft(WorkOrderCostAdded, entry);
}

@Answers(AddLabour)
export class AddLabourHandler implements RequestHandler<AddLabour> {
  constructor(
    private readonly open: OpenWork,
    private readonly costs: CostRepository,
    private readonly policies: WorkPolicyRepository,
  ) {}

  async execute({ request, caller, tx }: Call<AddLabour>): Promise<Answer<AddLabour>> {
    const { ratePerHour, text = caller.name } = request;
    const minutes = minutesOf(request);
    const order = await this.open.lock(request.workOrderId, tx);
    const entry = { kind: 'labour', text, minutes, ratePerHour } as const;
    const reply = await this.costs.add(order, entry, caller, tx);
    const { currency } = await this.policies.get(tx);
    return { reply, events: [told(reply, order, currency)] };
  }
}

@Answers(AddService)
export class AddServiceHandler implements RequestHandler<AddService> {
  constructor(
    private readonly open: OpenWork,
    private readonly costs: CostRepository,
    private readonly policies: WorkPolicyRepository,
  ) {}

  async execute({ request, caller, tx }: Call<AddService>): Promise<Answer<AddService>> {
    const { workOrderId, text, amount } = request;
    const order = await this.open.lock(workOrderId, tx);
    const reply = await this.costs.add(order, { kind: 'services', text, amount }, caller, tx);
    const { currency } = await this.policies.get(tx);
    return { reply, events: [told(reply, order, currency)] };
  }
}
