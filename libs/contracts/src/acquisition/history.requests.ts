import { QueryContract, Request } from '../envelope/request-contract.js';
import { Instant, Uuid, Whole } from '../fields/kinds.js';
import type { Quality } from '../words.js';
import type { RecordedSensor } from './readings-recorded.event.js';

/** Recorded readings in event time, in columns as in the readings log. */
export interface ReadingsHistory {
  /** `sensor` below points into it. */
  sensors: RecordedSensor[];
  sensor: number[];
  /** Milliseconds since 1970, UTC. */
  measuredAt: number[];
  value: number[];
  quality: Quality[];
  recordedAt: number[];
  /** From where to read on; null at the end. */
  next: string | null;
}

/** Asks for what was recorded of a machine or of one of its sensors; pages follow by `next`. */
@QueryContract('acquisition.read-history')
export class ReadHistory extends Request<ReadingsHistory> {
  @Uuid() equipmentId!: string;
  @Uuid({ optional: true, description: 'Of this sensor alone' }) sensorId?: string;
  @Instant() from!: string;
  @Instant({ description: 'Up to, without it' }) to!: string;
  @Whole({ min: 1, max: 10_000, optional: true, default: 5000, description: 'About so many' })
  atMost?: number;
}
