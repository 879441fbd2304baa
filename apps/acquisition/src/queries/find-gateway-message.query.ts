import { FindGatewayMessage } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { GatewayRepository } from '../persistence/gateway.repository.js';

@Answers(FindGatewayMessage)
export class FindGatewayMessageHandler implements RequestHandler<FindGatewayMessage> {
  constructor(private readonly gateways: GatewayRepository) {}

  async execute({ request, tx }: Call<FindGatewayMessage>): Promise<Answer<FindGatewayMessage>> {
    return { reply: (await this.gateways.findMessage(request.correlationId, tx)) ?? null };
  }
}
