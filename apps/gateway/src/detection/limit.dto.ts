import { OmitType } from '@nestjs/swagger';
import { PageRequest, SetLimit, type LimitView } from '@libs/contracts';

/** A limit to set; its sensor stands in the path. */
export class SetLimitBody extends OmitType(SetLimit, ['sensorId'] as const) {}

/** Which limits of a sensor to list. */
export class ListSensorLimits extends PageRequest<LimitView> {}
