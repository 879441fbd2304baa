import { OmitType } from '@nestjs/swagger';
import {
  ChangeSensor,
  Choice,
  ListRequest,
  PageRequest,
  RegisterSensor,
  StartMeterEpoch,
  Text,
  type MeterEpochView,
  type SensorView,
} from '@libs/contracts';

/** A new sensor; its equipment stands in the path. */
export class RegisterSensorBody extends OmitType(RegisterSensor, ['equipmentId'] as const) {}

/** Changes to some of what a sensor is. */
export class ChangeSensorBody extends OmitType(ChangeSensor, [
  'sensorId',
  'expectedVersion',
] as const) {}

/** Why a counter began to count anew, and from where. */
export class StartMeterEpochBody extends OmitType(StartMeterEpoch, ['sensorId'] as const) {}

/** Which page of a counter's epochs to list. */
export class ListSensorEpochs extends PageRequest<MeterEpochView> {}

/** Which sensors of a piece of equipment to list. */
export class ListEquipmentSensors extends ListRequest<SensorView> {
  @Text({ max: 120, optional: true }) code?: string;
  @Choice(['true', 'false'], { optional: true, default: 'false', description: 'Also retired ones' })
  retired?: string;
}
