import type { Severity } from '@libs/contracts';
import type { Band, Parts, SensorFault } from '@libs/detectors';

export type AnomalySeverity = 'alert' | 'alarm';

export interface AnomalyDetected {
  kind: 'anomaly_detected';
  measuredAt: number;
  value: number;
  score: number;
  severity: AnomalySeverity;
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
  bound: 'high' | 'low';
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

export interface SensorFaultDetected {
  kind: 'sensor_fault_detected';
  fault: SensorFault;
  measuredAt: number;
  since: number;
  value: number;
  explanation: string;
  explanation_ar: string;
}

export interface SensorFaultEnded {
  kind: 'sensor_fault_ended';
  fault: SensorFault;
  measuredAt: number;
  since: number;
}

export type Happening =
  | SensorFaultDetected
  | SensorFaultEnded
  | AnomalyDetected
  | AnomalyExpired
  | LimitExceeded
  | LimitReturned;
