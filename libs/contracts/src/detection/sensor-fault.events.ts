import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Real, Text, Uuid } from '../fields/kinds.js';
import { SENSOR_FAULTS, type SensorFault } from '../words.js';

/** What every event of a sensor's fault tells. */
export abstract class SensorFaultEvent {
  @Uuid() faultId!: string;
  @Uuid() equipmentId!: string;
  @Uuid() sensorId!: string;
  @Text({ max: 60 }) sensorKey!: string;
  @Choice(SENSOR_FAULTS) kind!: SensorFault;
  @Instant({ description: 'The first reading that showed it' }) since!: string;
  @Instant() measuredAt!: string;
}

/** What is wrong is the sensor, not its machine; until it ends its readings drive no anomaly. */
@EventContract('detection.sensor_fault.detected.v1')
export class SensorFaultDetected extends SensorFaultEvent {
  @Real() value!: number;
  @Text({ max: 30 }) unit!: string;
  @Text({ max: 1000 }) explanation!: string;
  @Text({ max: 1000, description: 'The same in Arabic' }) explanation_ar!: string;
  @Text({ max: 60 }) detectorVersion!: string;
}

/** The sensor can be believed again. */
@EventContract('detection.sensor_fault.ended.v1')
export class SensorFaultEnded extends SensorFaultEvent {}
