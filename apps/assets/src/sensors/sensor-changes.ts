import type { ChangeSensor } from '@libs/contracts';
import type { Sensor } from '../persistence/sensors/sensor.entity.js';

const CHANGEABLE = ['name', 'unit', 'kind', 'rangeMin', 'rangeMax', 'expectedPeriodMs'] as const;

/** What a patch changes of a row, its unit as it is kept; what it says again is left out. */
export function sensorChanges(
  row: Sensor,
  patch: ChangeSensor,
  unit: string | undefined,
): Partial<Sensor> {
  const wanted = (name: (typeof CHANGEABLE)[number]) => (name === 'unit' ? unit : patch[name]);
  const changed = CHANGEABLE.filter((name) => {
    return wanted(name) !== undefined && wanted(name) !== row[name];
  });
  return Object.fromEntries(changed.map((name) => [name, wanted(name)]));
}
