import {
  CommandContract,
  QueryContract,
  Request,
  requestOf,
} from '../../envelope/request-contract.js';
import { Choice, Instant, Text, Uuid, Whole } from '../../fields/kinds.js';
import { UuidList } from '../../fields/records.js';
import { PageRequest } from '../../paging.js';
import { CATCH_UP_POLICIES, ROUND_STATES } from './inspection-words.js';
import type { CatchUpPolicy, RoundState } from './inspection-words.js';

const optional = { optional: true } as const;
const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** What is inspected again and again, where, how often and by whom. */
export class InspectionRoundFields {
  @Text({ max: 200, example: 'Weekly walk of the pump house' }) name!: string;
  @Uuid() templateId!: string;
  @UuidList({ max: 500, ...optional, description: 'These, or all of a location' })
  equipmentIds?: string[];
  @Uuid({ ...optional, description: 'All equipment there and below, as it is then' })
  locationId?: string;
  @Text({ max: 300, description: 'RRULE of RFC 5545', example: 'FREQ=WEEKLY;BYDAY=MO' })
  rrule!: string;
  @Text({ max: 16, pattern: WALL, description: 'First day and time there, by the wall clock' })
  startsAt!: string;
  @Text({ max: 60, ...optional, default: 'UTC', example: 'Europe/Berlin' }) timeZone?: string;
  @Whole({ min: 5, max: 527_040, description: 'Minutes after which one is missed' })
  windowMinutes!: number;
  @Whole({ min: 0, max: 90, ...optional, default: 7, description: 'Days that are planned ahead' })
  leadDays?: number;
  @Text({ max: 120, ...optional }) team?: string;
  @Choice(CATCH_UP_POLICIES, {
    ...optional,
    default: 'create_one',
    description: 'Of those whose window passed while nothing planned, which may still be done',
  })
  catchUp?: CatchUpPolicy;
}

/** A round and where its planning stands. */
export class InspectionRoundView {
  @Uuid() id!: string;
  @Whole({ min: 1 }) version!: number;
  @Text({ max: 200 }) name!: string;
  @Uuid() templateId!: string;
  @UuidList({ max: 500 }) equipmentIds!: string[];
  @Uuid({ nullable: true }) locationId!: string | null;
  @Text({ max: 300 }) rrule!: string;
  @Text({ max: 16 }) startsAt!: string;
  @Text({ max: 60 }) timeZone!: string;
  @Whole() windowMinutes!: number;
  @Whole() leadDays!: number;
  @Text({ max: 120, nullable: true }) team!: string | null;
  @Choice(CATCH_UP_POLICIES) catchUp!: CatchUpPolicy;
  @Choice(ROUND_STATES) state!: RoundState;
  @Text({ max: 16, description: 'Planned up to here, by the wall clock there' })
  plannedTo!: string;
  @Text({ max: 120 }) changedBy!: string;
  @Instant() createdAt!: string;
  @Instant() changedAt!: string;
}

/** Begins a round. */
@CommandContract('maintenance.add-inspection-round')
export class AddInspectionRound extends requestOf<InspectionRoundView>()(InspectionRoundFields) {}

/** Replaces what a round says; what it had planned and is not due yet is planned anew. */
@CommandContract('maintenance.change-inspection-round')
export class ChangeInspectionRound extends requestOf<InspectionRoundView>()(InspectionRoundFields) {
  @Uuid() roundId!: string;
  @Whole({ min: 1, ...optional }) expectedVersion?: number;
}

abstract class RoundStep extends Request<InspectionRoundView> {
  @Uuid() roundId!: string;
  @Whole({ min: 1, ...optional }) expectedVersion?: number;
}

/** Lets a round rest: nothing is planned, and what is not due yet is called off. */
@CommandContract('maintenance.pause-inspection-round')
export class PauseInspectionRound extends RoundStep {}

/** Goes on with a round; the time that it rested is not made up for. */
@CommandContract('maintenance.resume-inspection-round')
export class ResumeInspectionRound extends RoundStep {}

/** Ends a round for good. */
@CommandContract('maintenance.retire-inspection-round')
export class RetireInspectionRound extends RoundStep {}

/** Asks for one round. */
@QueryContract('maintenance.get-inspection-round')
export class GetInspectionRound extends Request<InspectionRoundView> {
  @Uuid() roundId!: string;
}

/** Asks for rounds, the latest first. */
@QueryContract('maintenance.list-inspection-rounds')
export class ListInspectionRounds extends PageRequest<InspectionRoundView> {
  @Choice(ROUND_STATES, optional) state?: RoundState;
  @Uuid(optional) templateId?: string;
  @Uuid({ ...optional, description: 'That name this equipment' }) equipmentId?: string;
  @Text({ max: 120, ...optional }) team?: string;
}
