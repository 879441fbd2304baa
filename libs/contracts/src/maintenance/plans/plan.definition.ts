import { byLanguage } from '../../assets/equipment/equipment-details.js';
import { HEALTHS, type Health } from '../../assets/equipment/equipment-states.js';
import { Choice, Flag, Instant, ListOf, Nested, Real, Text, Whole } from '../../fields/kinds.js';
import { TextList, Uuid } from '../../fields/kinds.js';
import { Decimal } from '../../fields/records.js';
import { codesOf } from '../failure-codes.js';
import { TaskDefinition } from '../task.requests.js';
import { SEVERITIES, WORK_ORDER_KINDS, type Severity, type WorkOrderKind } from '../../words.js';
import {
  CATCH_UPS,
  INTERVAL_UNITS,
  ORDERINGS,
  PLAN_EVENTS,
  TRIGGER_KINDS,
  type CatchUp,
  type IntervalUnit,
  type Ordering,
  type PlanEvent,
  type TriggerKind,
} from './plan.words.js';

const optional = { optional: true } as const;
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** One thing that makes work due; which fields it needs follows from its kind. */
export class PlanTrigger {
  @Choice(TRIGGER_KINDS) kind!: TriggerKind;
  @Text({ max: 300, ...optional, description: 'calendar: RRULE (RFC 5545), daily or rarer' })
  rule?: string;
  @Text({ max: 16, pattern: LOCAL_TIME, ...optional, description: 'calendar: first, local time' })
  startsAt?: string;
  @Real({ min: 0.001, max: 1e9, ...optional, description: 'interval, meter: after so much' })
  every?: number;
  @Choice(INTERVAL_UNITS, { ...optional, description: 'interval' }) unit?: IntervalUnit;
  @Instant({ ...optional, description: 'interval: last done; default: when activated' })
  since?: string;
  @Text({ max: 60, ...optional, description: 'meter, condition: which sensor of the equipment' })
  sensorKey?: string;
  @Real({ ...optional, description: 'meter: due once, at this reading' }) at?: number;
  @Real({ ...optional, description: 'meter: reading when last done; default: the first seen' })
  sinceReading?: number;
  @Real({ min: 0, ...optional, description: 'meter: due soon so many units before' })
  soonWithin?: number;
  @Choice(['above', 'below'], { ...optional, default: 'above', description: 'condition' })
  direction?: 'above' | 'below';
  @Real({ ...optional, description: 'condition, prediction: begins to hold beyond this' })
  limit?: number;
  @Real({ ...optional, description: 'condition, prediction: holds until it is back here' })
  release?: number;
  @Choice(HEALTHS, { ...optional, description: 'health: begins to hold at this or worse' })
  health?: Health;
  @Choice(HEALTHS, { ...optional, description: 'health: holds until it is this or better' })
  healthRelease?: Health;
  @Choice(PLAN_EVENTS, { ...optional, description: 'event: what is counted' }) event?: PlanEvent;
  @Whole({ min: 1, max: 1000, ...optional, default: 1, description: 'event' }) times?: number;
  @Real({
    ...{ min: 0.01, max: 87_600, ...optional },
    description: 'event: all within this; prediction: the failure within this',
  })
  withinHours?: number;
  @Choice(codesOf('mode'), { ...optional, description: 'prediction: ISO 14224; default: any' })
  failureMode?: string;
  @Real({ min: 0.01, max: 100, ...optional, description: 'inspection: as bad as this or worse' })
  score?: number;
  @Text({ max: 60, ...optional, description: 'inspection: or where this item failed' })
  item?: string;
  @Uuid({ ...optional, description: 'inspection: by this template only' }) templateId?: string;
  @Real({
    ...{ min: 0, max: 87_600, ...optional, default: 0 },
    description: 'all but calendar, interval and meter: so long after work it is quiet',
  })
  gapHours?: number;
}

/** Plans of one group and equipment: a larger service absorbs the smaller ones. */
export class ServiceLevel {
  @Text({ max: 60, example: 'compressor service' }) group!: string;
  @Whole({ min: 1, max: 100, description: 'A higher level includes the lower ones' })
  level!: number;
}

/** A part that the work needs each time. */
export class PlanPart {
  @Uuid() partId!: string;
  @Decimal() quantity!: string;
}

/** What is done to which equipment, and when. */
export class PlanDefinition {
  @Text({ max: 200, example: 'Change the oil' }) title!: string;
  @Text({ max: 4000, ...optional }) description?: string;
  @byLanguage(4000, optional) descriptions?: Record<string, string>;
  @Text({ max: 50, example: 'oil_change' }) maintenanceType!: string;
  @TextList({ max: 200, description: 'Ids of the equipment' }) equipmentIds!: string[];
  @Text({ max: 200, ...optional, description: 'Whose calendar shows it' }) team?: string;
  @Choice(SEVERITIES, { ...optional, default: 'medium' }) priority?: Severity;
  @Choice(WORK_ORDER_KINDS, { ...optional, default: 'preventive' }) kind?: WorkOrderKind;
  @Text({ max: 60, example: 'Europe/Berlin', description: 'IANA zone of the site' })
  timeZone!: string;
  @ListOf(() => PlanTrigger, { min: 1, max: 5 }) triggers!: PlanTrigger[];
  @Choice(['any', 'all'], { ...optional, default: 'any' }) combination?: 'any' | 'all';
  @Real({ min: 0, max: 8760, ...optional, default: 168 }) leadTimeHours?: number;
  @Real({ min: 0, max: 8760, ...optional, default: 24, description: 'Before and after due' })
  toleranceHours?: number;
  @Choice(CATCH_UPS, { ...optional, default: 'create_one' }) catchUp?: CatchUp;
  @Choice(ORDERINGS, { ...optional, default: 'when_due' }) ordering?: Ordering;
  @Nested(() => ServiceLevel, optional) service?: ServiceLevel;
  @Flag({ ...optional, description: 'Its work is signed before it is completed' })
  signed?: boolean;
  @Whole({ min: 1, max: 60_000, ...optional, description: 'How long the work is thought to take' })
  plannedMinutes?: number;
  @ListOf(() => PlanPart, { max: 50, ...optional }) parts?: PlanPart[];
  @ListOf(() => TaskDefinition, { max: 200, ...optional, description: 'What is done, in order' })
  tasks?: TaskDefinition[];
}
