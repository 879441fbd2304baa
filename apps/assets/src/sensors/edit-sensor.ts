import { Injectable } from '@nestjs/common';
import {
  SensorChanged,
  type ChangeSensor,
  type EventDraft,
  type SensorView,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { Sensor } from '../persistence/sensors/sensor.entity.js';
import { SensorRepository, sensorView } from '../persistence/sensors/sensor.repository.js';
import { sensorChanges } from './sensor-changes.js';
import { refuseEmptyRange } from './sensor-range.js';
import { toldOf } from './sensor-told.js';
import { keptUnit } from './sensor-unit.js';

type Seen = Pick<ChangeSensor, 'sensorId' | 'expectedVersion'>;

/** What became of a sensor, and what there is to tell of it. */
interface Edited {
  readonly reply: SensorView;
  readonly events: EventDraft[];
}

/** Changes sensors, and hands them out to change. */
@Injectable()
export class EditSensor {
  constructor(private readonly sensors: SensorRepository) {}

  async edit(patch: ChangeSensor, tx: Transaction): Promise<Edited> {
    const [edited] = await this.editAll([patch], tx);
    if (!edited) throw new Error('Of one that was asked for, none was edited.');
    return edited;
  }

  /** Changes all that is asked for, each sensor once, or none of it. */
  async editAll(patches: readonly ChangeSensor[], tx: Transaction): Promise<Edited[]> {
    const units = await Promise.all(
      patches.map(async ({ unit }) => (unit === undefined ? undefined : keptUnit(unit))),
    );
    const ids = patches.map(({ sensorId }) => sensorId);
    const rows = await this.sensors.lockAll(ids, tx);
    const plans = patches.map((patch, index) => {
      const row = usedRow(rows.get(patch.sensorId), patch);
      const changes = sensorChanges(row, patch, units[index]);
      return { row, saved: Object.keys(changes).length > 0 && nextOf(row, changes) };
    });
    await this.sensors.saveAll(
      plans.flatMap(({ saved }) => saved || []),
      tx,
    );
    return plans.map(({ row, saved }) =>
      saved
        ? { reply: sensorView(saved), events: [toldOf(SensorChanged, saved)] }
        : { reply: sensorView(row), events: [] },
    );
  }

  /** A sensor in use, in the version that the caller has seen. */
  async lockUsed(seen: Seen, tx: Transaction): Promise<Sensor> {
    return usedRow(await this.sensors.lockFor(seen.sensorId, tx), seen);
  }
}

function usedRow(row: Sensor | undefined, { sensorId, expectedVersion }: Seen): Sensor {
  if (!row) throw Refusal.notFound('sensor', sensorId);
  if (expectedVersion !== undefined && expectedVersion !== row.version) {
    throw Refusal.stale('sensor', row.version);
  }
  if (row.retiredAt) throw Refusal.conflict('The sensor is retired.', []);
  return row;
}

function nextOf(row: Sensor, changes: Partial<Sensor>): Sensor {
  const next = { ...row, ...changes, version: row.version + 1, updatedAt: new Date() };
  refuseEmptyRange(next.rangeMin, next.rangeMax);
  return next;
}
