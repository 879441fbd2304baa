import { EventContract } from '../envelope/event-contract.js';
import { Instant, Text, Uuid } from '../fields/kinds.js';

/** A sensor behaves as learnt again, or long enough to be the new normal. */
@EventContract('detection.anomaly.expired.v1')
export class AnomalyExpired {
  @Uuid() anomalyId!: string;
  @Uuid() equipmentId!: string;
  @Uuid() sensorId!: string;
  @Text({ max: 60 }) sensorKey!: string;
  @Instant() measuredAt!: string;
}
