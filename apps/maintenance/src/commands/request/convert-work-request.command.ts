import { ConvertWorkRequest, draft, WorkRequestConverted } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { currentTrace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { DecideRequest, requestTold } from '../../life-cycle/decide-request.js';
import { OrderWork } from '../../life-cycle/order-work.js';
import { WorkRequestRepository } from '../../persistence/requests/work-request.repository.js';

@Answers(ConvertWorkRequest)
export class ConvertWorkRequestHandler implements RequestHandler<ConvertWorkRequest> {
  constructor(
    private readonly deciding: DecideRequest,
    private readonly requests: WorkRequestRepository,
    private readonly board: OrderWork,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<ConvertWorkRequest>): Promise<Answer<ConvertWorkRequest>> {
    const { workRequestId, kind = 'corrective_deferred' } = request;
    const { known, status } = await this.deciding.allow(workRequestId, 'convert', caller, tx);
    const { equipmentId, title, description, severity: priority } = known;
    const work = {
      ...{ equipmentId, title, description, priority, kind, workRequestId, caseId: null },
      reportedAt: new Date(known.reportedAt),
      correlationId: currentTrace()?.correlationId ?? uuidv7(),
    };
    const { order, events } = await this.board.order(work, tx, caller);
    const change = { status, workOrderId: order.id };
    const reply = await this.requests.save(workRequestId, change, caller.name, tx);
    const told = { ...requestTold(reply, caller), workOrderId: order.id };
    return { reply, events: [...events, draft(WorkRequestConverted, told)] };
  }
}
