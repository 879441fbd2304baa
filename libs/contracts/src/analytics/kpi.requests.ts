import {
  Choice,
  Flag,
  Instant,
  ListOf,
  Nested,
  Text,
  TextList,
  Uuid,
  Whole,
} from '../fields/kinds.js';
import { QueryContract, Request } from '../envelope/request-contract.js';

/** Calendar periods that a question may be cut into. */
export const KPI_PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type KpiPeriod = (typeof KPI_PERIODS)[number];

/** What answers may be rolled up by. */
export const KPI_GROUPINGS = ['equipment', 'class', 'location', 'all'] as const;
export type KpiGrouping = (typeof KPI_GROUPINGS)[number];

/** What answers may be compared with. */
export const KPI_COMPARISONS = ['previous'] as const;
export type KpiCompared = (typeof KPI_COMPARISONS)[number];

/** A figure behind an answer; decimals are text, so that no digit is lost. */
export class KpiFigure {
  @Text({ max: 1000, example: 'failures' }) name!: string;
  @Text({ max: 60, example: '3' }) value!: string;
  @Text({ max: 30, example: '1', description: 'h, 1, %, kWh or money' }) unit!: string;
}

/** What stretch of time an answer is about. */
export class KpiWindow {
  @Text({ max: 60, example: '2026-Q1' }) name!: string;
  @Instant() from!: string;
  @Instant() to!: string;
}

/** What equipment an answer is about. */
export class KpiSubject {
  @Choice(KPI_GROUPINGS) by!: KpiGrouping;
  @Text({ max: 100, description: 'The id of equipment or location, the class, or all' })
  key!: string;
  @Text({ max: 200 }) name!: string;
  @Whole({ min: 0 }) equipment!: number;
}

/** What a key figure was in the period before. */
export class KpiComparison {
  @Nested(() => KpiWindow) window!: KpiWindow;
  @Text({ max: 60, nullable: true }) value!: string | null;
  @Text({ max: 1000, nullable: true, description: 'Why there was no value' })
  missing!: string | null;
  @Text({ max: 60, nullable: true, description: 'How much more it is now', example: '-12.500000' })
  change!: string | null;
}

/** A key figure with everything it was made of. */
export class KpiAnswer {
  @Text({ max: 60, example: 'mtbf' }) kpi!: string;
  @Whole({ min: 1 }) version!: number;
  @Nested(() => KpiWindow) window!: KpiWindow;
  @Nested(() => KpiSubject) subject!: KpiSubject;
  @Text({ max: 60, nullable: true, example: '712.500000' }) value!: string | null;
  @Text({ max: 30, example: 'h' }) unit!: string;
  @Nested(() => KpiFigure) numerator!: KpiFigure;
  @Nested(() => KpiFigure, { nullable: true }) denominator!: KpiFigure | null;
  @ListOf(() => KpiFigure, { max: 20 }) counts!: KpiFigure[];
  @ListOf(() => KpiFigure, { max: 10, description: 'The largest parts of it' })
  breakdown!: KpiFigure[];
  @Text({ max: 60, nullable: true, description: 'It is at least this (one-sided, 95 %)' })
  lowerBound!: string | null;
  @Text({ max: 1000, nullable: true, description: 'Why there is no value' })
  missing!: string | null;
  @TextList({ max: 10 }) notes!: string[];
  @Nested(() => KpiComparison, { optional: true, description: 'Where it was asked for' })
  previous?: KpiComparison;
}

/** Key figures by window, subject and kind. */
export class KpisView {
  @Instant({ description: 'Nothing later is known' }) asOf!: string;
  @Text({ max: 60 }) timeZone!: string;
  @Whole({ min: 0, description: 'How many there are on all pages' }) subjects!: number;
  @ListOf(() => KpiAnswer, { max: 500 }) answers!: KpiAnswer[];
}

/** Asks for key figures of one window, or of each calendar period that touches it. */
@QueryContract('analytics.get-kpis')
export class GetKpis extends Request<KpisView> {
  @Uuid({ optional: true }) equipmentId?: string;
  @Text({ max: 100, optional: true }) class?: string;
  @Uuid({ optional: true, description: 'What stands in this location or below it' })
  locationId?: string;
  @Instant({ optional: true, description: 'By default the start of the current period' })
  from?: string;
  @Instant({ optional: true, description: 'By default now' }) to?: string;
  @Text({ max: 60, optional: true, default: 'UTC', example: 'Europe/Berlin' }) timeZone?: string;
  @Choice(KPI_PERIODS, { optional: true }) period?: KpiPeriod;
  @Choice(KPI_GROUPINGS, { optional: true, default: 'equipment' }) groupBy?: KpiGrouping;
  @Choice(KPI_COMPARISONS, { optional: true, description: 'Beside each answer the period before' })
  compare?: KpiCompared;
  @Text({ max: 500, pattern: /^[a-z0-9_]+(,[a-z0-9_]+)*$/, optional: true, example: 'mtbf,mttr' })
  kpis?: string;
  @Whole({ min: 1, max: 100_000, optional: true, default: 1 }) page?: number;
  @Whole({ min: 1, max: 100, optional: true, default: 20, description: 'Subjects of a page' })
  pageSize?: number;
}

/** How a key figure is defined; a change of its meaning is a new version. */
export class KpiDefinitionView {
  @Text({ max: 60 }) id!: string;
  @Whole({ min: 1 }) version!: number;
  @Text({ max: 200 }) name!: string;
  @Text({ max: 1000 }) formula!: string;
  @Text({ max: 30 }) unit!: string;
  @Text({ max: 200 }) standard!: string;
  @Flag({
    optional: true,
    description: 'It was defined so once; answers are of the newest version',
  })
  former?: boolean;
}

/** Asks how the key figures are defined, or were. */
@QueryContract('analytics.list-definitions')
export class ListDefinitions extends Request<KpiDefinitionView[]> {
  @Text({ max: 60, optional: true, example: 'mtbf', description: 'Of this key figure alone' })
  kpi?: string;
  @Choice(['current', 'all'], { optional: true, default: 'current' }) versions?: 'current' | 'all';
}

/** How much equipment there is, by class and by what it does now. */
export class FleetView {
  @Instant() asOf!: string;
  @Whole({ min: 0 }) equipment!: number;
  @ListOf(() => KpiFigure, { max: 1000 }) byClass!: KpiFigure[];
  @ListOf(() => KpiFigure, { max: 10 }) byState!: KpiFigure[];
}

/** Asks for the statistics of the fleet. */
@QueryContract('analytics.get-fleet')
export class GetFleet extends Request<FleetView> {}
