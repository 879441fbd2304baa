import { Instant, ListLatestValues, QuarantinedView, Text, Uuid, Whole } from '@libs/contracts';
import { OmitType } from '@nestjs/swagger';

/** Which readings of a sensor to show; the last hour by default. */
export class ReadingsRange {
  @Instant({ optional: true, description: 'Default: one hour before `to`' }) from?: string;
  @Instant({ optional: true, description: 'Default: now' }) to?: string;
  @Whole({ min: 2, max: 5000, optional: true, default: 500 }) maxPoints?: number;
  @Text({ max: 30, optional: true, description: 'UCUM code; default: the sensor’s' }) unit?: string;
}

/** In which unit to tell the latest values. */
export class LatestValuesIn extends OmitType(ListLatestValues, ['equipmentId'] as const) {}

/** A quarantined message without its bytes. */
export class QuarantinedSummary extends OmitType(QuarantinedView, ['raw'] as const) {}

/** A quarantined message that was sent through again. */
export class ReplayedView {
  @Uuid() id!: string;
  @Instant() replayedAt!: string;
}
