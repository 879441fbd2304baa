import { EventContract } from '../envelope/event-contract.js';
import type { Quality } from '../words.js';

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
  sensors!: { sensorId: string; equipmentId: string; key: string; unit: string }[];
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
