/** What was reported of an equipment: something that began, and has or has not ended. */
export interface Signal {
  readonly kind: 'anomaly' | 'limit' | 'silence';
  readonly sensorKey: string;
  /** The reported value; of an anomaly its score beside it. */
  readonly value: number | null;
  readonly score: number | null;
  readonly from: Date;
  readonly to: Date | null;
}

/** Older ones than any window reaches are forgotten. */
export const REMEMBERED_MS = 2 * 86_400_000;

export const silenceOf = (sensorKey: string, since: Date): Signal => ({
  kind: 'silence',
  sensorKey,
  value: null,
  score: null,
  from: since,
  to: null,
});
