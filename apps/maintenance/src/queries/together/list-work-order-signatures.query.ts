import { ListWorkOrderSignatures } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { SignatureRepository } from '../../persistence/together/signature.repository.js';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';

@Answers(ListWorkOrderSignatures)
export class ListWorkOrderSignaturesHandler implements RequestHandler<ListWorkOrderSignatures> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly signatures: SignatureRepository,
  ) {}

  async execute({
    request,
    tx,
  }: Call<ListWorkOrderSignatures>): Promise<Answer<ListWorkOrderSignatures>> {
    const { workOrderId } = request;
    if (!(await this.workOrders.find(workOrderId, tx))) {
      throw Refusal.notFound('work order', workOrderId);
    }
    return { reply: await this.signatures.list(request, tx) };
  }
}
