import type { ApiClient } from '../../plant-simulator/src/registry/index.js';
import { registerEquipment, registerSensor } from '../../plant-simulator/src/registry/index.js';
import type { Layout } from './csv/layout.js';
import { codeOf, type ReplayOptions } from './options.js';

/** A value column of the file and the sensor it is sent as. */
export interface Channel {
  readonly sensor: string;
  readonly key: string;
  readonly name: string;
}

/** One sensor for each value column. */
export function channelsOf(layout: Layout, options: ReplayOptions): readonly Channel[] {
  const { equipment, sensor } = options;
  const single = layout.valueColumns.length === 1;
  const keys = layout.valueColumns.map(({ name }) => codeOf(name).toLowerCase());
  return layout.valueColumns.map(({ name, index }, position) => {
    const own = keys[position] ?? `column-${index + 1}`;
    const key = keys.indexOf(own) === position ? own : `${own}-${index + 1}`;
    const code = single && sensor !== undefined ? sensor : `${sensor ?? equipment}.${key}`;
    return { sensor: code, key, name };
  });
}

/** Registers the equipment and its sensors where they are new; returns the equipment's id. */
export async function registerChannels(
  api: ApiClient,
  channels: readonly Channel[],
  { equipment, criticality, unit }: ReplayOptions,
  expectedPeriodMs: number,
): Promise<string> {
  const equipmentId = await registerEquipment(api, {
    code: equipment,
    name: `Replay of ${equipment}`,
    class: 'replayed_machine',
    criticality,
  });
  for (const { sensor, key, name } of channels) {
    await registerSensor(api, equipmentId, {
      code: sensor,
      key,
      name,
      unit,
      kind: 'gauge',
      expectedPeriodMs,
    });
  }
  return equipmentId;
}
