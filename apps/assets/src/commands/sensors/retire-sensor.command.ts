import { RetireSensor, SensorRetired } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { SensorRepository, sensorView } from '../../persistence/sensors/sensor.repository.js';
import { EditSensor } from '../../sensors/edit-sensor.js';
import { toldOf } from '../../sensors/sensor-told.js';

@Answers(RetireSensor)
export class RetireSensorHandler implements RequestHandler<RetireSensor> {
  constructor(
    private readonly sensors: SensorRepository,
    private readonly editing: EditSensor,
  ) {}

  async execute({ request, tx }: Call<RetireSensor>): Promise<Answer<RetireSensor>> {
    const row = await this.editing.lockUsed(request, tx);
    const retired = await this.sensors.save(row, { retiredAt: new Date() }, tx);
    return { reply: sensorView(retired), events: [toldOf(SensorRetired, retired)] };
  }
}
