import { QueryContract, Request } from '../../envelope/request-contract.js';
import { Choice, Flag, Instant, ListOf, Nested, Text } from '../../fields/kinds.js';
import { TextList, Uuid, Whole } from '../../fields/kinds.js';
import { Decimal } from '../../fields/records.js';
import { PageRequest } from '../../paging.js';
import { DueWork } from './occurrence.requests.js';
import { STOP_BASES, type StopBasis } from './plan.words.js';

const optional = { optional: true } as const;
const nullable = { nullable: true } as const;

/** A part that proposed work needs, and whether it is there. */
export class PartAtHand {
  @Uuid() partId!: string;
  @Text({ max: 60 }) number!: string;
  @Text({ max: 200 }) name!: string;
  @Text({ max: 30 }) unit!: string;
  @Decimal() needed!: string;
  @Decimal({ description: 'There and not promised to work' }) available!: string;
  @Whole({ min: 0, max: 3650, ...nullable, description: 'Days to delivery; null when enough' })
  leadTimeDays!: number | null;
}

/** How long equipment is expected to stand still for work, nobody waiting for anything. */
export class ExpectedStop {
  @Whole({ min: 0, ...nullable, description: 'Half of such work took less' })
  minutes!: number | null;
  @Whole({ min: 0, ...nullable, description: 'A tenth took less' }) low!: number | null;
  @Whole({ min: 0, ...nullable, description: 'A tenth took more' }) high!: number | null;
  @Choice(STOP_BASES, { ...nullable, description: 'Which completed work that is made of' })
  basis!: StopBasis | null;
  @Whole({ min: 0, description: 'How much completed work that is made of' }) count!: number;
  @Text({ max: 200, ...nullable, description: 'Why there are no minutes' }) reason!: string | null;
}

/** Work that a team has in its calendar. */
export class ScheduledWork {
  @Uuid() workOrderId!: string;
  @Text({ max: 20 }) number!: string;
  @Text({ max: 200 }) title!: string;
  @Instant() from!: string;
  @Instant() to!: string;
}

/** Work that could be done while equipment stands still anyway, and what stands against it. */
export class OpportunityView extends DueWork {
  @Uuid({ ...nullable, description: 'Null: ordered without a plan' }) planId!: string | null;
  @Whole({ min: 1, ...nullable }) planVersion!: number | null;
  @Text({ max: 40, ...nullable }) key!: string | null;
  @Text({ max: 20, ...optional, description: 'Of work that is ordered and not scheduled' })
  number?: string;
  @TextList({ max: 1000, ...optional, description: 'Other equipment: isolation points it shares' })
  sharedPoints?: string[];
  @Whole({ min: 0, ...optional, description: 'How many tasks it has, or its plan names' })
  taskCount?: number;
  @ListOf(() => PartAtHand, { max: 50, ...optional }) parts?: PartAtHand[];
  @Flag({ ...optional, description: 'All parts that it needs are there' })
  partsReady?: boolean;
  @Instant({ ...optional, ...nullable, description: 'When the last is there, if ordered now' })
  readyAt?: string | null;
  @Nested(() => ExpectedStop, optional) stop?: ExpectedStop;
  @Flag({ ...optional, ...nullable, description: 'Null: no team, or nobody knows how long' })
  crewFree?: boolean | null;
  @ListOf(() => ScheduledWork, { max: 20, ...optional, description: 'Of its team, meanwhile' })
  crewWork?: ScheduledWork[];
}

/** Asks what else could be done while work on equipment is planned: near, and in no schedule. */
@QueryContract('maintenance.list-opportunities')
export class ListOpportunities extends PageRequest<OpportunityView> {
  @Uuid({ description: 'The equipment, with all that is part of it or isolated with it' })
  equipmentId!: string;
  @Instant({ ...optional, description: 'When the work is planned; default: now' }) at?: string;
  @Whole({ min: 1, max: 365, ...optional, default: 30 }) withinDays?: number;
  @Uuid({ ...optional, description: 'The work that the stop is for: it is left out' })
  workOrderId?: string;
}

/** What one team would do in a stop, one work after the other. */
export class TeamStop {
  @Text({ max: 200, ...nullable, description: 'Null: of no team' }) team!: string | null;
  @Whole({ min: 1 }) works!: number;
  @Whole({ min: 0, ...nullable }) minutes!: number | null;
  @Flag({ ...nullable, description: 'Null: no team, or nobody knows how long' })
  crewFree!: boolean | null;
  @ListOf(() => ScheduledWork, { max: 20, description: 'Of the team, meanwhile' })
  crewWork!: ScheduledWork[];
}

/** All that is proposed, done in one stop: each plan once per equipment, teams side by side. */
export class OneStopView {
  @Uuid() equipmentId!: string;
  @Instant() at!: string;
  @Whole({ min: 0, description: 'How much work' }) works!: number;
  @Whole({ min: 0, ...nullable }) minutes!: number | null;
  @Whole({ min: 0, ...nullable, description: 'If all went as fast as a tenth did' })
  low!: number | null;
  @Whole({ min: 0, ...nullable, description: 'If all went as slow as a tenth did' })
  high!: number | null;
  @Whole({ min: 0, ...nullable, description: 'In a stop for each' })
  separateMinutes!: number | null;
  @Text({ max: 200, ...nullable, description: 'Why there are no minutes' }) reason!: string | null;
  @ListOf(() => PartAtHand, { max: 1000, description: 'What all of it needs together' })
  parts!: PartAtHand[];
  @Flag() partsReady!: boolean;
  @Instant(nullable) readyAt!: string | null;
  @ListOf(() => TeamStop, { max: 1000 }) teams!: TeamStop[];
}

/** Asks what doing all that is proposed in one stop would take. */
@QueryContract('maintenance.get-one-stop')
export class GetOneStop extends Request<OneStopView> {
  @Uuid({ description: 'The equipment, with all that is part of it or isolated with it' })
  equipmentId!: string;
  @Instant({ ...optional, description: 'When the work is planned; default: now' }) at?: string;
  @Whole({ min: 1, max: 365, ...optional, default: 30 }) withinDays?: number;
  @Uuid({ ...optional, description: 'The work that the stop is for: it is left out' })
  workOrderId?: string;
}
