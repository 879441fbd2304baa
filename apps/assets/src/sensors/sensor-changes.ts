import type { ChangeSensor } from '@libs/contracts';
import type { Sensor } from '../persistence/sensors/sensor.entity.js';

const CHANGEABLE = ['name', 'unit', 'kind', 'rangeMin', 'rangeMax', 'expectedPeriodMs'] as const;

/** What a patch changes of a row; what it says again is left out. */
export function sensorChanges(row: Sensor, patch: ChangeSensor): Partial<Sensor> {
  const changed = CHANGEABLE.filter((name) => {
    return patch[name] !== undefined && patch[name] !== row[name];
  });
  return Object.fromEntries(changed.map((name) => [name, patch[name]]));
}
