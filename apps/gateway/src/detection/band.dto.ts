import { OmitType } from '@nestjs/swagger';
import { GetBand } from '@libs/contracts';

/** Which stretch of time, and in how many points. */
export class BandQuery extends OmitType(GetBand, ['sensorId'] as const) {}
