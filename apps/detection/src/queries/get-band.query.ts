import { GetBand, GetSensor } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import {
  Answers,
  Refusal,
  RequestClient,
  type Answer,
  type Call,
  type Caller,
  type RequestHandler,
} from '@libs/messaging';
import { StoredReadings } from '../backtesting/stored-readings.js';
import { windowOf } from '../backtesting/window.js';
import { ExpectedBand } from '../domain/expected-band.js';
import { SensorRepository } from '../persistence/sensor.repository.js';

const LONGEST_DAYS = 31;
const MOST_READINGS = 100_000;
const TOO_MANY = `There are more than ${MOST_READINGS} readings; ask for less, or learn from less.`;

@Answers(GetBand)
export class GetBandHandler implements RequestHandler<GetBand> {
  constructor(
    private readonly sensors: SensorRepository,
    private readonly readings: StoredReadings,
    private readonly requests: RequestClient,
  ) {}

  async execute({ request, caller, tx }: Call<GetBand>): Promise<Answer<GetBand>> {
    const { sensorId, maxPoints = 500, learnHours = 24 } = request;
    const { from, to } = windowOf(request, LONGEST_DAYS);
    const equipmentId = await this.equipmentOf(sensorId, caller, tx);
    const learntFrom = new Date(from.getTime() - learnHours * 3_600_000);
    const band = new ExpectedBand(from.getTime());
    let count = 0;
    for await (const page of this.readings.read(
      { equipmentId, sensorId, from: learntFrom, to },
      caller,
    )) {
      count += page.length;
      if (count > MOST_READINGS) throw Refusal.invalid([{ field: 'to', message: TOO_MANY }]);
      for (const { reading } of page) band.observe(reading);
    }
    const window = { from: from.toISOString(), to: to.toISOString() };
    const learnt = { learntFrom: learntFrom.toISOString() };
    return { reply: { sensorId, ...window, ...learnt, ...band.points(maxPoints) } };
  }

  /** Its registration may still be on the way here; the registry knows, or refuses. */
  private async equipmentOf(sensorId: string, caller: Caller, tx: Transaction): Promise<string> {
    const known = await this.sensors.find(sensorId, tx);
    return (
      known?.equipmentId ?? (await this.requests.ask(GetSensor, { sensorId }, caller)).equipmentId
    );
  }
}
