import type { Severity } from '@libs/contracts';
import type { Band, OperatingMode, Parts, SensorFault } from '@libs/detectors';

export type AnomalySeverity = 'alert' | 'alarm';

/** What an anomaly has to do with versions of the detectors. */
interface Told {
  /** The version in shadow that would have told it; none when it was told. */
  shadow?: string;
}

export interface AnomalyDetected extends Told {
  kind: 'anomaly_detected';
  measuredAt: number;
  value: number;
  score: number;
  severity: AnomalySeverity;
  expected: Band | null;
  parts: Parts;
  /** What the machine was doing, where that is known. */
  mode: OperatingMode | null;
  explanation: string;
  explanation_ar: string;
  /** The episode of its machine that it belongs to, if not one of its own. */
  joins: string | null;
}

export interface AnomalyExpired extends Told {
  kind: 'anomaly_expired';
  measuredAt: number;
  joins: string | null;
}

/** A signal and its share in what a machine shows. */
export interface Contributor {
  sensorId: string;
  key: string;
  share: number;
}

/** A machine's signals, taken together, are not as they were. */
export interface MachineAnomalyDetected extends Told {
  kind: 'machine_anomaly_detected';
  measuredAt: number;
  value: number;
  score: number;
  severity: AnomalySeverity;
  contributors: Contributor[];
  mode: OperatingMode | null;
  explanation: string;
  explanation_ar: string;
  joins: string | null;
}

export interface MachineAnomalyExpired extends Told {
  kind: 'machine_anomaly_expired';
  measuredAt: number;
  joins: string | null;
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
  | MachineAnomalyDetected
  | MachineAnomalyExpired
  | SensorFaultDetected
  | SensorFaultEnded
  | AnomalyDetected
  | AnomalyExpired
  | LimitExceeded
  | LimitReturned;
