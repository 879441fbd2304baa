import { ListSensors } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { SensorRepository } from '../../persistence/sensors/sensor.repository.js';

@Answers(ListSensors)
export class ListSensorsHandler implements RequestHandler<ListSensors> {
  constructor(private readonly sensors: SensorRepository) {}

  async execute({ request, tx }: Call<ListSensors>): Promise<Answer<ListSensors>> {
    return { reply: await this.sensors.list(request, tx) };
  }
}
