import { CreateWorkOrder, GetEquipment } from '@libs/contracts';
import {
  Answers,
  RequestClient,
  type Answer,
  type Call,
  type RequestHandler,
} from '@libs/messaging';
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
    private readonly requests: RequestClient,
  ) {}

  async execute({ request, caller, tx }: Call<CreateWorkOrder>): Promise<Answer<CreateWorkOrder>> {
    const { equipmentId, kind, priority, title, description = title } = request;
    if (!(await this.equipment.isKnown(equipmentId, tx))) {
      // Its registration may still be on the way here; the registry knows, or refuses.
      const { id, ...known } = await this.requests.ask(GetEquipment, { equipmentId }, caller);
      await this.equipment.note({ ...known, equipmentId: id }, tx);
    }
    const correlationId = currentTrace()?.correlationId ?? uuidv7();
    const work = { equipmentId, caseId: null, kind, priority, title, description, correlationId };
    const { order, event } = await this.board.order(work, tx);
    return { reply: workOrderView(order), events: [event] };
  }
}
