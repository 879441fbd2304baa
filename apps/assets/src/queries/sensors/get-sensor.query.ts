import { GetSensor } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { SensorRepository, sensorView } from '../../persistence/sensors/sensor.repository.js';

@Answers(GetSensor)
export class GetSensorHandler implements RequestHandler<GetSensor> {
  constructor(private readonly sensors: SensorRepository) {}

  async execute({ request, tx }: Call<GetSensor>): Promise<Answer<GetSensor>> {
    const found = await this.sensors.find(request.sensorId, tx);
    if (!found) throw Refusal.notFound('sensor', request.sensorId);
    return { reply: sensorView(found) };
  }
}
