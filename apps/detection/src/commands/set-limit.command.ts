import { SetLimit } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { LimitRepository } from '../persistence/limit.repository.js';
import { SensorRepository } from '../persistence/sensor.repository.js';

@Answers(SetLimit)
export class SetLimitHandler implements RequestHandler<SetLimit> {
  constructor(
    private readonly limits: LimitRepository,
    private readonly sensors: SensorRepository,
  ) {}

  async execute({ request, tx }: Call<SetLimit>): Promise<Answer<SetLimit>> {
    const { sensorId, kind, threshold, severity } = request;
    const { deadband = 0, onDelayMs = 0, offDelayMs = 0 } = request;
    if (!(await this.sensors.find(sensorId, tx))) throw Refusal.notFound('sensor', sensorId);
    const limit = { sensorId, kind, threshold, deadband, onDelayMs, offDelayMs, severity };
    return { reply: await this.limits.set(uuidv7(), limit, tx) };
  }
}
