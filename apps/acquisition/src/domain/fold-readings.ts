import {
  PARTITIONS,
  partitionOf,
  type ReadingsRecorded,
  type RecordedSensor,
} from '@libs/contracts';
import type { AcceptedReading, KnownSensor } from './check-reading.js';

/** A reading to be recorded and the correlation that it came under. */
export interface ReadingToRecord extends AcceptedReading {
  readonly correlationId: string;
}

/** A batch of the readings log, still without its place in the log. */
export type ReadingsBatch = Omit<ReadingsRecorded, 'logSeq' | 'recordedAt'>;

/** Within one batch a sensor has one value at an instant: the one that came last. */
export function withoutRepeats(readings: readonly ReadingToRecord[]): ReadingToRecord[] {
  const seen = new Map<string, ReadingToRecord>();
  for (const each of readings) seen.set(`${each.sensor.sensorId}@${each.measuredAt}`, each);
  return seen.size === readings.length ? [...readings] : [...seen.values()];
}

/** Sorts readings into batches of the readings log, in columns, each sensor's in order of time. */
export function foldIntoBatches(readings: readonly ReadingToRecord[]): ReadingsBatch[] {
  const byPartition = new Map<number, ReadingToRecord[]>();
  for (const each of readings) {
    const partition = partitionOf(each.sensor.equipmentId, PARTITIONS.READINGS);
    const list = byPartition.get(partition);
    if (list) list.push(each);
    else byPartition.set(partition, [each]);
  }
  return [...byPartition]
    .sort(([a], [b]) => a - b)
    .map(([partition, list]) => inColumns(partition, list));
}

function inColumns(partition: number, readings: ReadingToRecord[]): ReadingsBatch {
  const sensors = new Map<string, number>();
  const correlations = new Map<string, number>();
  const batch: ReadingsBatch = {
    partition,
    sensors: [],
    correlations: [],
    sensor: [],
    measuredAt: [],
    value: [],
    quality: [],
    correlation: [],
  };
  for (const each of readings.sort((a, b) => a.measuredAt - b.measuredAt)) {
    const { sensorId } = each.sensor;
    let sensor = sensors.get(sensorId);
    if (sensor === undefined) {
      sensor = batch.sensors.push(travelling(each.sensor)) - 1;
      sensors.set(sensorId, sensor);
    }
    let correlation = correlations.get(each.correlationId);
    if (correlation === undefined) {
      correlation = batch.correlations.push(each.correlationId) - 1;
      correlations.set(each.correlationId, correlation);
    }
    batch.sensor.push(sensor);
    batch.measuredAt.push(each.measuredAt);
    batch.value.push(each.value);
    batch.quality.push(each.quality);
    batch.correlation.push(correlation);
  }
  return batch;
}

/** What is told of a sensor lies in the log with its readings, so that who reads it again sees the same. */
const travelling = (sensor: KnownSensor): RecordedSensor => {
  const { sensorId, equipmentId, key, unit, kind, rangeMin, rangeMax } = sensor;
  return {
    sensorId,
    equipmentId,
    key,
    unit,
    kind,
    ...(rangeMin !== null && { rangeMin }),
    ...(rangeMax !== null && { rangeMax }),
  };
};
