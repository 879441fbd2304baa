import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Real, Text, Uuid } from '../fields/kinds.js';
import { ANOMALY_ANSWERS, type AnomalyAnswer } from './adjustment.requests.js';

/** What every event of an adjustment tells. */
export abstract class AdjustmentEvent {
  @Uuid() adjustmentId!: string;
  @Uuid() sensorId!: string;
  @Uuid() equipmentId!: string;
  @Uuid() anomalyId!: string;
  @Choice(ANOMALY_ANSWERS) answer!: AnomalyAnswer;
  @Real() step!: number;
}

/** The thresholds of a sensor were moved by what people said of an anomaly. */
@EventContract('detection.sensor.adjusted.v1')
export class SensorAdjusted extends AdjustmentEvent {
  @Text({ max: 120 }) adjustedBy!: string;
  @Instant({ description: 'For readings measured from then on' }) from!: string;
}

/** An adjustment was taken back. */
@EventContract('detection.sensor.adjustment_reverted.v1')
export class AdjustmentReverted extends AdjustmentEvent {
  @Text({ max: 120 }) revertedBy!: string;
  @Text({ max: 1000 }) reason!: string;
  @Instant({ description: 'For readings measured from then on' }) until!: string;
}
