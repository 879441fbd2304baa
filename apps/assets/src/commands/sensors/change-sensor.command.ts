import { ChangeSensor, SensorChanged } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import type { Sensor } from '../../persistence/sensors/sensor.entity.js';
import { SensorRepository, sensorView } from '../../persistence/sensors/sensor.repository.js';
import { EditSensor } from '../../sensors/edit-sensor.js';
import { refuseEmptyRange } from '../../sensors/sensor-range.js';
import { keptUnit } from '../../sensors/sensor-unit.js';
import { toldOf } from '../../sensors/sensor-told.js';

@Answers(ChangeSensor)
export class ChangeSensorHandler implements RequestHandler<ChangeSensor> {
  constructor(
    private readonly sensors: SensorRepository,
    private readonly editing: EditSensor,
  ) {}

  async execute({ request, tx }: Call<ChangeSensor>): Promise<Answer<ChangeSensor>> {
    const unit = request.unit === undefined ? {} : { unit: await keptUnit(request.unit) };
    const row = await this.editing.lockUsed(request, tx);
    const changes = { ...changesOf(request), ...unit };
    const { rangeMin, rangeMax } = { ...row, ...changes };
    refuseEmptyRange(rangeMin, rangeMax);
    const saved = await this.sensors.save(row, changes, tx);
    return { reply: sensorView(saved), events: [toldOf(SensorChanged, saved)] };
  }
}

function changesOf({ name, kind, rangeMin, rangeMax, expectedPeriodMs }: ChangeSensor) {
  return {
    ...(name !== undefined && { name }),
    ...(kind !== undefined && { kind }),
    ...(rangeMin !== undefined && { rangeMin }),
    ...(rangeMax !== undefined && { rangeMax }),
    ...(expectedPeriodMs !== undefined && { expectedPeriodMs }),
  } satisfies Partial<Sensor>;
}
