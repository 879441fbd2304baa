import { OmitType } from '@nestjs/swagger';
import { RevertAdjustment } from '@libs/contracts';

/** Why it is taken back. */
export class RevertAdjustmentBody extends OmitType(RevertAdjustment, ['adjustmentId'] as const) {}
