export type { Band } from './univariate/band.js';
export {
  ANOMALY_SCORE,
  DetectorStateUnreadable,
  detectorVersion,
  StreamingDetector,
  type Observation,
} from './univariate/streaming-detector.js';
export {
  EquipmentDetector,
  equipmentDetectorVersion,
  EquipmentStateUnreadable,
  type EquipmentObservation,
} from './multivariate/equipment-detector.js';
export {
  MachineDetector,
  machineDetectorVersion,
  MachineStateUnreadable,
  type MachineObservation,
} from './multivariate/machine-detector.js';
export { ModeTracker } from './modes/mode-tracker.js';
export type { OperatingMode } from './modes/operating-mode.js';
export { namesAState, Operation, type OperationStanding } from './modes/operation.js';
export { Alignment, type AlignedRow, type SavedAlignment } from './multivariate/alignment.js';
export { PeerDrift } from './sensor-faults/peer-drift.js';
export {
  ConditionStateUnreadable,
  isOutOfRange,
  SensorCondition,
  sensorConditionVersion,
} from './sensor-faults/sensor-condition.js';
export type { MeasuringRange, SensorFault } from './sensor-faults/sensor-fault.js';
export type { Part, Parts } from './univariate/parts/parts.js';
