import type { Band } from './detector/band.js';
import type { Parts } from './detector/streaming-detector.js';

export type Severity = 'alert' | 'alarm';

export interface AnomalyDetected {
  kind: 'anomaly_detected';
  measuredAt: number;
  value: number;
  score: number;
  severity: Severity;
  expected: Band | null;
  parts: Parts;
  explanation: string;
}

export interface AnomalyExpired {
  kind: 'anomaly_expired';
  measuredAt: number;
}

export interface LimitExceeded {
  kind: 'limit_exceeded';
  limitId: string;
  measuredAt: number;
  value: number;
  threshold: number;
  severity: Severity;
}

export interface LimitReturned {
  kind: 'limit_returned';
  limitId: string;
  measuredAt: number;
  value: number;
}

export type Happening = AnomalyDetected | AnomalyExpired | LimitExceeded | LimitReturned;
