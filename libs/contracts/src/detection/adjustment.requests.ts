import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, Instant, Real, Text, Uuid } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';

/** What people said of an anomaly that counts. */
export const ANOMALY_ANSWERS = ['right', 'wrong'] as const;
export type AnomalyAnswer = (typeof ANOMALY_ANSWERS)[number];

/** How the thresholds of a sensor were moved by what people said of an anomaly. */
export class AdjustmentView {
  @Uuid() id!: string;
  @Uuid() sensorId!: string;
  @Uuid() equipmentId!: string;
  @Uuid({ description: 'What was judged' }) anomalyId!: string;
  @Choice(ANOMALY_ANSWERS) answer!: AnomalyAnswer;
  @Real({ description: 'Added to the scores from which people are told' }) step!: number;
  @Text({ max: 120 }) adjustedBy!: string;
  @Instant() createdAt!: string;
  @Instant({ description: 'For readings measured from then on' }) from!: string;
  @Instant({ nullable: true, description: 'Once reverted: for readings before' })
  until!: string | null;
  @Text({ max: 120, nullable: true }) revertedBy!: string | null;
  @Text({ max: 1000, nullable: true }) revertReason!: string | null;
}

/** Asks how thresholds were moved by feedback, newest first. */
@QueryContract('detection.list-adjustments')
export class ListAdjustments extends PageRequest<AdjustmentView> {
  @Uuid({ optional: true }) sensorId?: string;
  @Uuid({ optional: true }) equipmentId?: string;
  @Choice(['in_force', 'reverted'], { optional: true }) state?: 'in_force' | 'reverted';
}

/** Takes an adjustment back, for readings from about now on. */
@CommandContract('detection.revert-adjustment')
export class RevertAdjustment extends Request<AdjustmentView> {
  @Uuid() adjustmentId!: string;
  @Text({ max: 1000 }) reason!: string;
}
