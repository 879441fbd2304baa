import type { FailurePredicted, Severity } from '@libs/contracts';

/** From which probability on a failure that may come is how bad; below the last it is no trouble. */
const BANDS: readonly (readonly [number, Severity])[] = [
  [0.8, 'high'],
  [0.5, 'medium'],
  [0.2, 'low'],
];

/** How bad a predicted failure is, or undefined where it is unlikely or nobody can tell. */
export function severityOfPrediction({ probability }: FailurePredicted): Severity | undefined {
  return BANDS.find(([least]) => probability !== null && probability >= least)?.[1];
}

const percent = (share: number): string => String(Math.round(share * 100));

/** What was predicted, as a sentence. */
export function predictionMessage(predicted: FailurePredicted): string {
  const { failureMode, horizonHours, probability, interval } = predicted;
  const chance = `A failure of mode ${failureMode} within ${horizonHours} h has a probability of ${percent(probability ?? 0)} %`;
  if (!interval) return `${chance}.`;
  return `${chance} (${percent(interval.low)} to ${percent(interval.high)} %).`;
}
