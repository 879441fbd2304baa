import { GetSensor, GetSeries } from '@libs/contracts';
import {
  Answers,
  Refusal,
  RequestClient,
  type Answer,
  type Call,
  type RequestHandler,
} from '@libs/messaging';
import { ReadingRepository } from '../persistence/reading.repository.js';
import { SensorRepository } from '../persistence/sensor.repository.js';
import { seriesIn } from '../units/in-unit.js';

@Answers(GetSeries)
export class GetSeriesHandler implements RequestHandler<GetSeries> {
  constructor(
    private readonly readings: ReadingRepository,
    private readonly sensors: SensorRepository,
    private readonly requests: RequestClient,
  ) {}

  async execute({ request, caller, tx }: Call<GetSeries>): Promise<Answer<GetSeries>> {
    if (Date.parse(request.to) <= Date.parse(request.from)) {
      throw Refusal.invalid([{ field: 'to', message: 'to must be after from' }]);
    }
    const { sensorId, unit } = request;
    // Its registration may still be on the way here; the registry knows, or refuses.
    const measured =
      (await this.sensors.findUnit(sensorId, tx)) ??
      (await this.requests.ask(GetSensor, { sensorId }, caller)).unit;
    return { reply: await seriesIn(await this.readings.series(request, tx), measured, unit) };
  }
}
