import { EventContract } from '../envelope/event-contract.js';
import { ANOMALY_KINDS, type AnomalyKind } from './anomaly-detected.event.js';
import { Choice, Instant, Text, Uuid } from '../fields/kinds.js';

/** A sensor behaves as learnt again, or long enough to be the new normal. */
@EventContract('detection.anomaly.expired.v1')
export class AnomalyExpired {
  @Uuid() anomalyId!: string;
  @Uuid() equipmentId!: string;
  @Uuid() sensorId!: string;
  @Text({ max: 60 }) sensorKey!: string;
  @Instant() measuredAt!: string;
  @Choice(ANOMALY_KINDS, { optional: true, default: 'sensor' }) kind?: AnomalyKind;
  @Text({ max: 60, optional: true }) episode?: string;
}
