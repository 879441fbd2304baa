import { ListSensorFaults } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { SensorFaultRepository } from '../persistence/sensor-fault.repository.js';

@Answers(ListSensorFaults)
export class ListSensorFaultsHandler implements RequestHandler<ListSensorFaults> {
  constructor(private readonly faults: SensorFaultRepository) {}

  async execute({ request, tx }: Call<ListSensorFaults>): Promise<Answer<ListSensorFaults>> {
    return { reply: await this.faults.list(request, tx) };
  }
}
