import { draft, SignWorkOrder, WorkOrderSigned } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { SignOrder } from '../../life-cycle/sign-order.js';
import { workOrderEvent } from '../../life-cycle/work-order-event.js';
import { workOrderView } from '../../persistence/work-order-view.js';

@Answers(SignWorkOrder)
export class SignWorkOrderHandler implements RequestHandler<SignWorkOrder> {
  constructor(private readonly signing: SignOrder) {}

  async execute({ request, caller, tx }: Call<SignWorkOrder>): Promise<Answer<SignWorkOrder>> {
    const { order, signature } = await this.signing.sign(request, caller, tx);
    const { id: signatureId, meaning, hash } = signature;
    const signed = { signatureId, meaning, hash, signedBy: caller.name };
    const events = [draft(WorkOrderSigned, { ...workOrderEvent(order), ...signed })];
    return { reply: workOrderView(order), events };
  }
}
