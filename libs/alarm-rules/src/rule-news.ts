import type { AnomalyDetected, LimitExceeded } from '@libs/contracts';
import type { Signal } from './signal.js';

/** What a rule gets to know of the plant. */
export type RuleNews =
  | {
      readonly kind: 'began';
      readonly sourceId: string;
      readonly at: Date;
      readonly signal: Pick<Signal, 'kind' | 'sensorKey' | 'value' | 'score'>;
    }
  | { readonly kind: 'ended'; readonly sourceId: string; readonly at: Date };

type Shown = 'sensorKey' | 'measuredAt' | 'value';

export const newsOfAnomaly = (
  found: Pick<AnomalyDetected, Shown | 'sensorId' | 'score'>,
): RuleNews => ({
  kind: 'began',
  sourceId: found.sensorId,
  at: new Date(found.measuredAt),
  signal: {
    kind: 'anomaly',
    sensorKey: found.sensorKey,
    value: found.value,
    score: found.score,
  },
});

export const newsOfLimit = (exceeded: Pick<LimitExceeded, Shown | 'limitId'>): RuleNews => ({
  kind: 'began',
  sourceId: exceeded.limitId,
  at: new Date(exceeded.measuredAt),
  signal: { kind: 'limit', sensorKey: exceeded.sensorKey, value: exceeded.value, score: null },
});

export const newsOfEnd = (sourceId: string, measuredAt: string): RuleNews => ({
  kind: 'ended',
  sourceId,
  at: new Date(measuredAt),
});
