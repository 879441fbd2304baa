import { CountReadings } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { GatewayRepository } from '../persistence/gateway.repository.js';
import { ReadingsLogRepository } from '../persistence/readings-log.repository.js';

@Answers(CountReadings)
export class CountReadingsHandler implements RequestHandler<CountReadings> {
  constructor(
    private readonly log: ReadingsLogRepository,
    private readonly gateways: GatewayRepository,
  ) {}

  async execute({ tx }: Call<CountReadings>): Promise<Answer<CountReadings>> {
    const totals = await this.log.totals(tx);
    return { reply: { ...totals, readingsPerSecond: await this.gateways.recentRate(tx) } };
  }
}
