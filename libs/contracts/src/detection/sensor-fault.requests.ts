import { QueryContract } from '../envelope/request-contract.js';
import { Choice, Instant, Real, Text, Uuid } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';
import { SENSOR_FAULTS, type SensorFault } from '../words.js';

/** A fault of a sensor, with what explains it. */
export class SensorFaultView {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Uuid() sensorId!: string;
  @Text({ max: 60 }) sensorKey!: string;
  @Choice(SENSOR_FAULTS) kind!: SensorFault;
  @Instant() since!: string;
  @Instant() measuredAt!: string;
  @Instant({ nullable: true, description: 'Null while it lasts' }) endedAt!: string | null;
  @Real() value!: number;
  @Text({ max: 30 }) unit!: string;
  @Text({ max: 1000 }) explanation!: string;
  @Text({ max: 1000 }) explanation_ar!: string;
  @Text({ max: 60 }) detectorVersion!: string;
  @Uuid() correlationId!: string;
}

/** Asks for faults of sensors, newest first. */
@QueryContract('detection.list-sensor-faults')
export class ListSensorFaults extends PageRequest<SensorFaultView> {
  @Uuid({ optional: true }) equipmentId?: string;
  @Uuid({ optional: true }) sensorId?: string;
  @Choice(SENSOR_FAULTS, { optional: true }) kind?: SensorFault;
  @Choice(['open', 'ended'], { optional: true }) status?: 'open' | 'ended';
  @Instant({ optional: true, description: 'Faults that still lasted then' }) from?: string;
  @Instant({ optional: true, description: 'Faults that had begun before' }) to?: string;
}
