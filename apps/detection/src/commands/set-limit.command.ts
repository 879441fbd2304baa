import { GetSensor, SetLimit } from '@libs/contracts';
import {
  Answers,
  RequestClient,
  type Answer,
  type Call,
  type RequestHandler,
} from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { LimitRepository } from '../persistence/limit.repository.js';
import { SensorRepository } from '../persistence/sensor.repository.js';

@Answers(SetLimit)
export class SetLimitHandler implements RequestHandler<SetLimit> {
  constructor(
    private readonly limits: LimitRepository,
    private readonly sensors: SensorRepository,
    private readonly requests: RequestClient,
  ) {}

  async execute({ request, caller, tx }: Call<SetLimit>): Promise<Answer<SetLimit>> {
    const { sensorId, kind, threshold, severity } = request;
    const { deadband = 0, onDelayMs = 0, offDelayMs = 0 } = request;
    if (!(await this.sensors.find(sensorId, tx))) {
      // Its registration may still be on the way here; the registry knows, or refuses.
      const sensor = await this.requests.ask(GetSensor, { sensorId }, caller);
      const { equipmentId, key, unit } = sensor;
      await this.sensors.save({ sensorId, equipmentId, key, unit }, tx);
    }
    const limit = { sensorId, kind, threshold, deadband, onDelayMs, offDelayMs, severity };
    return { reply: await this.limits.set(uuidv7(), limit, tx) };
  }
}
