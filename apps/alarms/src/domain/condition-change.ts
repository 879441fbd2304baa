import type { CaseKind, LimitExceeded, SensorFaultEvent, Severity } from '@libs/contracts';
import { v5 as uuidv5 } from 'uuid';

/** What is watched: one sensor's behaviour or one configured limit. */
export interface ConditionSource {
  readonly sourceId: string;
  readonly sensorId: string | null;
  readonly equipmentId: string;
  readonly rule: string;
  /** When it changed, by the plant. */
  readonly at: Date;
}

/** A condition behind an alarm began. */
export interface ConditionBegan extends ConditionSource {
  readonly kind: 'began';
  readonly severity: Severity;
  readonly message: string;
  /** Whether the alarm stays until it is reset. */
  readonly latching?: boolean;
  /** What is in trouble; the machine, unless said otherwise. */
  readonly caseKind?: CaseKind;
}

/** A condition behind an alarm began or ended. */
export type ConditionChange = ConditionBegan | (ConditionSource & { readonly kind: 'ended' });

interface SensorNews {
  readonly sensorId: string;
  readonly equipmentId: string;
  readonly sensorKey: string;
  readonly measuredAt: string;
}

/** An episode may find several anomalies and ends once: its source is the sensor. */
export const anomalySource = (news: SensorNews): ConditionSource => ({
  sourceId: news.sensorId,
  sensorId: news.sensorId,
  equipmentId: news.equipmentId,
  rule: `anomaly:${news.sensorKey}`,
  at: new Date(news.measuredAt),
});

export const limitSource = (
  news: SensorNews & Pick<LimitExceeded, 'limitId' | 'kind'>,
): ConditionSource => ({
  ...anomalySource(news),
  sourceId: news.limitId,
  rule: `limit:${news.sensorKey}:${news.kind}`,
});

/** A sensor may have several faults at a time, and each ends by itself. */
export const sensorFaultSource = (news: SensorFaultEvent): ConditionSource => ({
  sourceId: uuidv5(`sensor_fault:${news.kind}`, news.sensorId),
  sensorId: news.sensorId,
  equipmentId: news.equipmentId,
  rule: `sensor_fault:${news.sensorKey}`,
  at: new Date(news.measuredAt),
});

export function limitMessage({ sensorKey, kind, value, threshold, unit }: LimitExceeded): string {
  const side = kind === 'high' ? 'above its upper' : 'below its lower';
  return `The ${sensorKey} reads ${value} ${unit}, ${side} limit of ${threshold} ${unit}.`;
}
