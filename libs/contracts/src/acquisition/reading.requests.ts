import { Choice, Flag, Instant, ListOf, Real, Text, Uuid, Whole } from '../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { PageRequest, WalkRequest } from '../paging.js';
import { QUALITIES, type Quality } from '../words.js';

const inUnit = { max: 30, optional: true, description: 'Tell values in this unit' } as const;

/** One value of a sensor. */
export class ReadingView {
  @Uuid() sensorId!: string;
  @Instant() measuredAt!: string;
  @Real() value!: number;
  @Choice(QUALITIES) quality!: Quality;
  @Instant() recordedAt!: string;
}

/** The newest reading of a sensor. */
export class LatestValueView extends ReadingView {
  @Uuid() equipmentId!: string;
  @Text({ max: 60 }) key!: string;
  @Text({ max: 30 }) unit!: string;
}

/** A point of a downsampled series: a bucket's first instant and its figures. */
export class SeriesPoint {
  @Instant() at!: string;
  @Real() min!: number;
  @Real() max!: number;
  @Real() average!: number;
  @Whole() count!: number;
}

/** A sensor's readings in a range, in at most `maxPoints` buckets. */
export class SeriesView {
  @Uuid() sensorId!: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @Whole({ description: 'Width of a bucket; 0: the readings themselves' }) bucketMs!: number;
  @Text({ max: 30, optional: true, description: 'UCUM code' }) unit?: string;
  @ListOf(() => SeriesPoint, { max: 5000 }) points!: SeriesPoint[];
}

/** Asks for a sensor's readings in a range, downsampled to what a screen can show. */
@QueryContract('acquisition.get-series')
export class GetSeries extends Request<SeriesView> {
  @Uuid() sensorId!: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @Whole({ min: 2, max: 5000, optional: true, default: 500 }) maxPoints?: number;
  @Text(inUnit) unit?: string;
}

/** Asks for one reading, by its identity. */
@QueryContract('acquisition.get-reading')
export class GetReading extends Request<ReadingView> {
  @Uuid() sensorId!: string;
  @Instant() measuredAt!: string;
}

/** Asks for the readings of a sensor in a range as they were recorded, newest first unless told otherwise. */
@QueryContract('acquisition.list-readings')
export class ListReadings extends WalkRequest<ReadingView> {
  @Uuid() sensorId!: string;
  @Instant({ optional: true, description: 'Not before' }) from?: string;
  @Instant({ optional: true, description: 'Before' }) to?: string;
  @Choice(['newest', 'oldest'], { optional: true, default: 'newest' })
  order?: 'newest' | 'oldest';
}

/** Asks for the newest reading of each sensor of a piece of equipment. */
@QueryContract('acquisition.list-latest-values')
export class ListLatestValues extends Request<LatestValueView[]> {
  @Uuid() equipmentId!: string;
  @Text({ ...inUnit, description: 'What it can tell, in this unit instead of the sensor’s' })
  unit?: string;
}

/** What one gateway message led to. */
export class GatewayMessageView {
  @Uuid() correlationId!: string;
  @Text({ max: 120 }) gateway!: string;
  @Instant() receivedAt!: string;
  @Instant() recordedAt!: string;
  @Whole() recorded!: number;
  @Whole() duplicates!: number;
  @Whole() corrections!: number;
  @Whole() refused!: number;
}

/** Asks what became of the gateway message that a correlation began with. */
@QueryContract('acquisition.find-gateway-message')
export class FindGatewayMessage extends Request<GatewayMessageView | null> {
  @Uuid() correlationId!: string;
}

/** A sensor gateway as acquisition knows it. */
export class GatewayView {
  @Text({ max: 120 }) gateway!: string;
  @Text({ max: 120, nullable: true }) boot!: string | null;
  @Whole({ nullable: true, description: 'Highest contiguous message recorded of this boot' })
  watermark!: number | null;
  @Instant() lastSeenAt!: string;
}

/** Asks for the gateways that have sent anything. */
@QueryContract('acquisition.list-gateways')
export class ListGateways extends PageRequest<GatewayView> {}

/** A message that could not be recorded whole. */
export class QuarantinedView {
  @Uuid() id!: string;
  @Text({ max: 200 }) source!: string;
  @Text({ max: 1000 }) reason!: string;
  @Whole() size!: number;
  @Text({ max: 4_000_000, description: 'The bytes as received, base64' }) raw!: string;
  @Whole() count!: number;
  @Instant() firstSeenAt!: string;
  @Instant({ nullable: true }) replayedAt!: string | null;
}

/** Asks for quarantined messages; their bytes only when asked for. */
@QueryContract('acquisition.list-quarantined')
export class ListQuarantined extends PageRequest<Omit<QuarantinedView, 'raw'>> {
  @Text({ max: 200, optional: true }) gateway?: string;
}

/** Asks for one quarantined message, with its bytes. */
@QueryContract('acquisition.get-quarantined')
export class GetQuarantined extends Request<QuarantinedView> {
  @Uuid() quarantineId!: string;
}

/** Sends a quarantined message through acquisition again, identity kept. */
@CommandContract('acquisition.replay-quarantined')
export class ReplayQuarantined extends Request<{ id: string; replayedAt: string }> {
  @Uuid() quarantineId!: string;
}

/** Asks for batches of the readings log to be sent again, because they did not come. */
@CommandContract('acquisition.resend-readings')
export class ResendReadings extends Request<{ resent: number }> {
  @Whole({ min: 0 }) partition!: number;
  @Whole({ min: 1 }) fromLogSeq!: number;
  @Whole({ min: 1 }) toLogSeq!: number;
}

/** Asks how much has been recorded. */
@QueryContract('acquisition.count-readings')
export class CountReadings extends Request<{
  readings: number;
  readingsPerSecond: number;
  rejected: number;
}> {}

/** One reading of a batch sent over REST. */
export class ReadingInput {
  @Text({ max: 120, description: "The sensor's code or id", example: 'P-101.vibration' })
  sensor!: string;
  @Instant({ optional: true, description: 'Default: when it was received' }) at?: string;
  @Real({ example: 4.2 }) value!: number;
  @Text({ max: 30, optional: true }) unit?: string;
  @Choice(QUALITIES, { optional: true, default: 'good' }) quality?: Quality;
}

/** Readings sent over REST; they take the same way as a gateway's. */
export class ReadingsInput {
  @ListOf(() => ReadingInput, { min: 1, max: 1000 }) readings!: ReadingInput[];
}

/** The receipt for readings sent over REST. */
export class IngestReceipt {
  @Uuid({ description: 'Ask /traces/{correlationId} what became of them' }) correlationId!: string;
  @Whole() readings!: number;
  @Flag({ description: 'The same Idempotency-Key was received before' }) duplicate!: boolean;
}
