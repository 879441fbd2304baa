import { RegisterSensor, SensorRegistered } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { sensorView } from '../../persistence/sensors/sensor.repository.js';
import { NewSensor } from '../../sensors/new-sensor.js';
import { toldOf } from '../../sensors/sensor-told.js';

@Answers(RegisterSensor)
export class RegisterSensorHandler implements RequestHandler<RegisterSensor> {
  constructor(private readonly newSensor: NewSensor) {}

  async execute({ request, tx }: Call<RegisterSensor>): Promise<Answer<RegisterSensor>> {
    const row = await this.newSensor.add(request, tx);
    return { reply: sensorView(row), events: [toldOf(SensorRegistered, row)] };
  }
}
