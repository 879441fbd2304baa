import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Nested, Real, Text, Uuid, Whole } from '../fields/kinds.js';
import { codesOf } from '../maintenance/failure-codes.js';

const nullable = { nullable: true } as const;

/** Whether there was enough to go by. */
export const PREDICTION_STATUSES = ['predicted', 'not_enough_data'] as const;
export type PredictionStatus = (typeof PREDICTION_STATUSES)[number];

/** Between which probabilities the true one is believed to lie. */
export class ProbabilityInterval {
  @Real({ min: 0, max: 1 }) low!: number;
  @Real({ min: 0, max: 1 }) high!: number;
}

/** Between how many hours from `measuredAt` the failure is believed to come. */
export class RemainingLife {
  @Real({ min: 0 }) lowHours!: number;
  @Real({ min: 0 }) highHours!: number;
}

/**
 * How likely equipment fails in one way within a time. Where the status is `not_enough_data`,
 * probability, interval and remaining life are null: nobody can tell.
 */
@EventContract('prediction.failure.predicted.v1')
export class FailurePredicted {
  @Uuid() predictionId!: string;
  @Uuid() equipmentId!: string;
  @Choice(codesOf('mode'), { description: 'Failure mode, ISO 14224' }) failureMode!: string;
  @Whole({ min: 1, max: 87_600, description: 'Within how long from measuredAt' })
  horizonHours!: number;
  @Choice(PREDICTION_STATUSES) status!: PredictionStatus;
  @Real({ min: 0, max: 1, ...nullable }) probability!: number | null;
  @Nested(() => ProbabilityInterval, nullable) interval!: ProbabilityInterval | null;
  @Nested(() => RemainingLife, nullable) remainingLife!: RemainingLife | null;
  @Text({ max: 60 }) modelVersion!: string;
  @Text({ max: 60, description: 'Of what the model learnt from' }) dataVersion!: string;
  @Instant({ description: 'The latest measurement that it rests on' }) measuredAt!: string;
  @Choice(['issued'], { description: 'What became of it later is told by later events' })
  outcome!: 'issued';
}
