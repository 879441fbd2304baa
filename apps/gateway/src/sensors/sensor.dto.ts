import { OmitType } from '@nestjs/swagger';
import { PageRequest, RegisterSensor, Text, type SensorView } from '@libs/contracts';

/** A new sensor; its equipment stands in the path. */
export class RegisterSensorBody extends OmitType(RegisterSensor, ['equipmentId'] as const) {}

/** Which sensors of a piece of equipment to list. */
export class ListEquipmentSensors extends PageRequest<SensorView> {
  @Text({ max: 120, optional: true }) code?: string;
}
