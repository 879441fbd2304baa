import { CommandContract, QueryContract, Request } from '../../envelope/request-contract.js';
import { EventContract } from '../../envelope/event-contract.js';
import { Choice, Instant, Real, Text, Uuid } from '../../fields/kinds.js';
import { PageRequest } from '../../paging.js';

/** Why a counter began to count anew. */
export const EPOCH_REASONS = ['initial', 'reset', 'rollover', 'replaced'] as const;
export type EpochReason = (typeof EPOCH_REASONS)[number];

/** A span in which a counter only grows; the meter reads `offset` + what the counter shows. */
export class MeterEpochView {
  @Uuid() id!: string;
  @Uuid() sensorId!: string;
  @Choice(EPOCH_REASONS) reason!: EpochReason;
  @Instant() startedAt!: string;
  @Real({ description: 'Added to what the counter shows' }) offset!: number;
  @Text({ max: 200 }) startedBy!: string;
}

/** Says that a counter began to count anew. */
@CommandContract('assets.start-meter-epoch')
export class StartMeterEpoch extends Request<MeterEpochView> {
  @Uuid() sensorId!: string;
  @Choice(['reset', 'rollover', 'replaced']) reason!: 'reset' | 'rollover' | 'replaced';
  @Real({ description: 'What the counter showed last' }) lastValue!: number;
  @Real({ optional: true, default: 0, description: 'What it shows now' }) firstValue?: number;
  @Instant({ optional: true, description: 'Default: now' }) startedAt?: string;
}

/** Asks for the epochs of a counter, newest first. */
@QueryContract('assets.list-meter-epochs')
export class ListMeterEpochs extends PageRequest<MeterEpochView> {
  @Uuid() sensorId!: string;
}

/** A counter began to count anew. */
@EventContract('assets.meter.epoch_started.v1')
export class MeterEpochStarted {
  @Uuid() epochId!: string;
  @Uuid() sensorId!: string;
  @Uuid() equipmentId!: string;
  @Choice(EPOCH_REASONS) reason!: EpochReason;
  @Instant() startedAt!: string;
  @Real() offset!: number;
  @Text({ max: 200 }) startedBy!: string;
}
