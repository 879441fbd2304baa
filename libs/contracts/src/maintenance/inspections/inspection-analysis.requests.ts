import { QueryContract, Request } from '../../envelope/request-contract.js';
import { Choice, Instant, ListOf, Nested, Real, Text, Uuid, Whole } from '../../fields/kinds.js';
import { ItemKey } from './inspection-template.requests.js';
import { ASSESSMENTS, type Assessment } from './inspection-words.js';

const optional = { optional: true } as const;
const nullable = { nullable: true } as const;

/** One measured value of an item. */
export class TrendPoint {
  @Uuid() inspectionId!: string;
  @Instant() measuredAt!: string;
  @Real() value!: number;
  @Choice(ASSESSMENTS) assessment!: Assessment;
}

/** When a value will cross a limit if it goes on as it did, with 95 % confidence. */
export class LimitCrossing {
  @Choice(['low', 'high']) limit!: 'low' | 'high';
  @Real() threshold!: number;
  @Instant() at!: string;
  @Instant() earliest!: string;
  @Instant() latest!: string;
}

/** How the measured values of an item went on one piece of equipment. */
export class InspectionTrendView {
  @Uuid() equipmentId!: string;
  @Uuid() templateId!: string;
  @ItemKey() item!: string;
  @Text({ max: 20, ...nullable }) unit!: string | null;
  @Real(nullable) low!: number | null;
  @Real(nullable) high!: number | null;
  @Real(nullable) warnLow!: number | null;
  @Real(nullable) warnHigh!: number | null;
  @ListOf(() => TrendPoint, { max: 500, description: 'Oldest first' }) points!: TrendPoint[];
  @Real({ ...nullable, description: 'Least squares; null with fewer than two instants' })
  slopePerDay!: number | null;
  @Nested(() => LimitCrossing, nullable) crossing!: LimitCrossing | null;
  @Text({ max: 200, ...nullable }) noCrossingBecause!: string | null;
}

/** Asks how an item went on one piece of equipment. */
@QueryContract('maintenance.get-inspection-trend')
export class GetInspectionTrend extends Request<InspectionTrendView> {
  @Uuid() equipmentId!: string;
  @Uuid() templateId!: string;
  @ItemKey() item!: string;
  @Whole({ min: 2, max: 500, ...optional, default: 50, description: 'The latest values' })
  last?: number;
}

/** How often something came up. */
export class InspectionCount {
  @Text({ max: 40 }) word!: string;
  @Whole({ min: 0 }) count!: number;
}

/** An item that failed, and how often it was looked at. */
export class FailingItem {
  @Uuid() templateId!: string;
  @ItemKey() item!: string;
  @Whole({ min: 0 }) failed!: number;
  @Whole({ min: 0, description: 'Without those it did not apply to' }) answered!: number;
  @Whole({ min: 0, max: 4 }) worstSeverity!: number;
}

/** What inspections of a window came to; they belong to the window in which they were due. */
export class InspectionStatisticsView {
  @Instant() from!: string;
  @Instant() to!: string;
  @Whole({ min: 0 }) inspections!: number;
  @ListOf(() => InspectionCount, { max: 10 }) byStatus!: InspectionCount[];
  @ListOf(() => InspectionCount, { max: 10, description: '`none` where nothing was found' })
  byBand!: InspectionCount[];
  @ListOf(() => InspectionCount, { max: 5, description: 'Failed items by severity 0 to 4' })
  failedBySeverity!: InspectionCount[];
  @Real({ ...nullable, description: 'Of those with a score' }) meanScore!: number | null;
  @Real({ ...nullable, description: 'Of those with a score' }) worstScore!: number | null;
  @Real({ min: 0, max: 1, ...nullable, description: 'Done of those done or missed' })
  doneShare!: number | null;
  @ListOf(() => FailingItem, { max: 20, description: 'Most failures first' })
  failingItems!: FailingItem[];
}

/** Asks what the inspections of a window came to. */
@QueryContract('maintenance.get-inspection-statistics')
export class GetInspectionStatistics extends Request<InspectionStatisticsView> {
  @Instant({ ...optional, description: 'By default 90 days before `to`' }) from?: string;
  @Instant({ ...optional, description: 'By default now' }) to?: string;
  @Uuid(optional) equipmentId?: string;
  @Uuid(optional) templateId?: string;
  @Uuid(optional) roundId?: string;
}
