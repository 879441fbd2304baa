import { CreateWorkOrder, type FieldsOf, type WorkOrderStatus } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { currentTrace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { KnowEquipment } from '../../life-cycle/know-equipment.js';
import { OrderWork } from '../../life-cycle/order-work.js';
import { refuseFaultyTasks } from '../../life-cycle/refuse-faulty-tasks.js';
import { refuseFuture } from '../../life-cycle/refuse-future.js';
import { workOrderView } from '../../persistence/work-order-view.js';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';
import { WorkPolicyRepository } from '../../persistence/work-policy.repository.js';

@Answers(CreateWorkOrder)
export class CreateWorkOrderHandler implements RequestHandler<CreateWorkOrder> {
  constructor(
    private readonly equipment: KnowEquipment,
    private readonly policies: WorkPolicyRepository,
    private readonly workOrders: WorkOrderRepository,
    private readonly board: OrderWork,
  ) {}

  async execute({ request, caller, tx }: Call<CreateWorkOrder>): Promise<Answer<CreateWorkOrder>> {
    const { draft: _, caseId = null, detectedAt, dueAt, ...asked } = request;
    refuseFuture({ detectedAt });
    refuseFaultyTasks(request.tasks ?? []);
    await this.equipment.know(request.equipmentId, caller, tx);
    await this.refuseSecond(caseId, tx);
    const work = {
      ...asked,
      caseId,
      description: request.description ?? request.title,
      detectedAt: detectedAt === undefined ? null : new Date(detectedAt),
      dueAt: dueAt === undefined ? null : new Date(dueAt),
      status: await this.firstStatus(request, tx),
      correlationId: currentTrace()?.correlationId ?? uuidv7(),
    };
    const { order, events } = await this.board.order(work, tx, caller);
    return { reply: workOrderView(order), events };
  }

  private async firstStatus(
    { draft, estimatedCost }: FieldsOf<CreateWorkOrder>,
    tx: Transaction,
  ): Promise<WorkOrderStatus> {
    if (draft === true) return 'draft';
    const { needsApproval } = await this.policies.judge(estimatedCost ?? null, tx);
    return needsApproval ? 'awaiting_approval' : 'approved';
  }

  private async refuseSecond(caseId: string | null, tx: Transaction): Promise<void> {
    if (caseId === null) return;
    const active = await this.workOrders.lockActiveForCase(caseId, tx);
    if (active) throw Refusal.conflict(`${active.number} is active for the case.`);
  }
}
