import { CreateWorkOrder } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { currentTrace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { OrderWork } from '../life-cycle/order-work.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { workOrderView } from '../persistence/work-order-view.js';

@Answers(CreateWorkOrder)
export class CreateWorkOrderHandler implements RequestHandler<CreateWorkOrder> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly board: OrderWork,
  ) {}

  async execute({ request, tx }: Call<CreateWorkOrder>): Promise<Answer<CreateWorkOrder>> {
    const { equipmentId, kind, priority, title, description = title } = request;
    if (!(await this.equipment.isKnown(equipmentId, tx))) {
      throw Refusal.notFound('equipment', equipmentId);
    }
    const correlationId = currentTrace()?.correlationId ?? uuidv7();
    const work = { equipmentId, caseId: null, kind, priority, title, description, correlationId };
    const { order, event } = await this.board.order(work, tx);
    return { reply: workOrderView(order), events: [event] };
  }
}
