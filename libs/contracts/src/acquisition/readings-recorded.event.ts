import { EventContract } from '../envelope/event-contract.js';
import type { Quality, SensorKind } from '../words.js';

/** A sensor as its readings travel; kind and range since they are looked at by detectors. */
export interface RecordedSensor {
  sensorId: string;
  equipmentId: string;
  key: string;
  unit: string;
  kind?: SensorKind;
  rangeMin?: number;
  rangeMax?: number;
}

/**
 * Readings of one tenant and one partition of the READINGS log, in columns.
 * Read by hand-written code: it travels at the rate of readings.
 */
@EventContract('acquisition.readings.recorded.v1')
export class ReadingsRecorded {
  partition!: number;
  /** Gap-free within the partition, from 1. */
  logSeq!: number;
  /** Sensors in this batch; `sensor` below points into it. */
  sensors!: RecordedSensor[];
  /** Correlations in this batch; `correlation` below points into it. */
  correlations!: string[];
  sensor!: number[];
  /** Milliseconds since 1970, UTC. */
  measuredAt!: number[];
  value!: number[];
  quality!: Quality[];
  correlation!: number[];
  /** Milliseconds since 1970, UTC, by the database that recorded the batch. */
  recordedAt!: number;
}
