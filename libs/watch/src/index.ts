export { EquipmentWatch, type Found } from './equipment-watch.js';
export type { AnomalySeverity, Happening } from './episodes/happening.js';
export type { Limit } from './limits/limit.js';
export { SensorWatch, type Reading } from './sensor/sensor-watch.js';
export { effectiveFrom, stepFor, type Adjustment } from './telling/adjustment.js';
export { faultOfSettings, tellingOf } from './telling/telling.js';
export { inPlaceOf, Versions, type ShadowSpan, type Switch } from './telling/versions.js';
export {
  always,
  MACHINE_DETECTOR_MODES,
  type MachineDetectorMode,
  type Ways,
} from './telling/ways.js';
