import { ListMeterEpochs } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { MeterRepository } from '../../persistence/sensors/meter.repository.js';

@Answers(ListMeterEpochs)
export class ListMeterEpochsHandler implements RequestHandler<ListMeterEpochs> {
  constructor(private readonly meters: MeterRepository) {}

  async execute({ request, tx }: Call<ListMeterEpochs>): Promise<Answer<ListMeterEpochs>> {
    return { reply: await this.meters.list(request, tx) };
  }
}
