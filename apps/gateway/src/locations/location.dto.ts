import { OmitType } from '@nestjs/swagger';
import { ChangeLocation } from '@libs/contracts';

/** Changes to some of what a location is. */
export class ChangeLocationBody extends OmitType(ChangeLocation, [
  'locationId',
  'expectedVersion',
] as const) {}
