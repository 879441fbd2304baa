import { EventContract } from '../envelope/event-contract.js';
import { Choice, FreeForm, Instant, ListOf, Nested, Real, Text, Uuid } from '../fields/kinds.js';

/** The band of values that was expected. */
export class ExpectedBand {
  @Real() low!: number;
  @Real() high!: number;
}

export const ANOMALY_KINDS = ['sensor', 'equipment'] as const;
export type AnomalyKind = (typeof ANOMALY_KINDS)[number];

/** What a machine was doing, as far as detection tells it apart. */
export const OPERATING_MODES = ['standby', 'load'] as const;
export type OperatingModeWord = (typeof OPERATING_MODES)[number];

/** A signal of a machine, and its share in an anomaly. */
export class Contributor {
  @Uuid() sensorId!: string;
  @Text({ max: 60 }) sensorKey!: string;
  @Real({ min: 0, max: 1 }) share!: number;
}

/**
 * A sensor's behaviour left what the detector had learnt, at most once per sensor and instant; or a
 * machine's signals, taken together, left theirs: then the sensor is the one that stands out.
 */
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
  @Choice(ANOMALY_KINDS, { optional: true, default: 'sensor' }) kind?: AnomalyKind;
  @ListOf(() => Contributor, { max: 16, optional: true, description: 'The most first' })
  contributors?: Contributor[];
  @Text({
    max: 60,
    optional: true,
    description: 'The episode of the machine that it belongs to, if not one of its own',
  })
  episode?: string;
  @Text({ max: 1000, optional: true, description: 'The explanation in Arabic' })
  explanation_ar?: string;
  @Choice(OPERATING_MODES, { optional: true, description: 'What the machine was doing' })
  mode?: OperatingModeWord;
}
