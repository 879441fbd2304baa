import { ListGateways } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { GatewayRepository } from '../persistence/gateway.repository.js';

@Answers(ListGateways)
export class ListGatewaysHandler implements RequestHandler<ListGateways> {
  constructor(private readonly gateways: GatewayRepository) {}

  async execute({ request, tx }: Call<ListGateways>): Promise<Answer<ListGateways>> {
    return { reply: await this.gateways.list(request, tx) };
  }
}
