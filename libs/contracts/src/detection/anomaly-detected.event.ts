import { EventContract } from '../envelope/event-contract.js';
import { Choice, FreeForm, Instant, Nested, Real, Text, Uuid } from '../fields/kinds.js';

/** The band of values that was expected. */
export class ExpectedBand {
  @Real() low!: number;
  @Real() high!: number;
}

/** A sensor's behaviour left what the detector had learnt. At most once per sensor and instant. */
@EventContract('detection.anomaly.detected.v1')
export class AnomalyDetected {
  @Uuid() anomalyId!: string;
  @Uuid() equipmentId!: string;
  @Uuid() sensorId!: string;
  @Text({ max: 60 }) sensorKey!: string;
  @Instant() measuredAt!: string;
  @Real() value!: number;
  @Text({ max: 30 }) unit!: string;
  @Real({ min: 0, max: 1, description: 'Likelihood that this is not normal behaviour' })
  score!: number;
  @Choice(['alert', 'alarm']) severity!: 'alert' | 'alarm';
  @Nested(() => ExpectedBand, { optional: true }) expected?: ExpectedBand;
  @FreeForm({ description: 'Share of each part of the detector in the score' })
  parts!: Record<string, number>;
  @Text({ max: 1000 }) explanation!: string;
  @Text({ max: 60 }) detectorVersion!: string;
}
