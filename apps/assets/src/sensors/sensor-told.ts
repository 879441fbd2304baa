import { draft, type ContractClass, type EventDraft, type SensorEvent } from '@libs/contracts';
import type { Sensor } from '../persistence/sensors/sensor.entity.js';
import { sensorView } from '../persistence/sensors/sensor.repository.js';

/** An event of a sensor with all of it as it is now. */
export function toldOf(contract: ContractClass<SensorEvent>, row: Sensor): EventDraft {
  const { id: sensorId, ...state } = sensorView(row);
  return draft(contract, { ...state, kind: row.kind, sensorId }, { subject: `sensor/${sensorId}` });
}
