import { draft, MeterEpochStarted, StartMeterEpoch } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { MeterRepository } from '../../persistence/sensors/meter.repository.js';
import { EditSensor } from '../../sensors/edit-sensor.js';

@Answers(StartMeterEpoch)
export class StartMeterEpochHandler implements RequestHandler<StartMeterEpoch> {
  constructor(
    private readonly meters: MeterRepository,
    private readonly editing: EditSensor,
  ) {}

  async execute({ request, caller, tx }: Call<StartMeterEpoch>): Promise<Answer<StartMeterEpoch>> {
    const { sensorId, reason, lastValue, firstValue = 0 } = request;
    const { kind, equipmentId } = await this.editing.lockUsed({ sensorId }, tx);
    if (kind !== 'counter') throw Refusal.conflict(`A ${kind} has no epochs; only a counter has.`);
    const startedAt = new Date(request.startedAt ?? Date.now());
    const last = await this.meters.findLast(sensorId, tx);
    if (startedAt.getTime() > Date.now() || (last && startedAt <= new Date(last.startedAt))) {
      const message = 'startedAt must lie after the last epoch began, and not ahead';
      throw Refusal.invalid([{ field: 'startedAt', message }]);
    }
    const epoch = {
      id: uuidv7(),
      sensorId,
      reason,
      startedAt: startedAt.toISOString(),
      // What the meter reads goes on from where the last epoch left it.
      offset: (last?.offset ?? 0) + lastValue - firstValue,
      startedBy: caller.actor,
    };
    await this.meters.add(epoch, tx);
    const { id: epochId, ...state } = epoch;
    const about = { subject: `sensor/${sensorId}` };
    return {
      reply: epoch,
      events: [draft(MeterEpochStarted, { ...state, epochId, equipmentId }, about)],
    };
  }
}
