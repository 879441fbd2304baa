import { Choice, Instant, ListOf, Text, Uuid } from '../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { PageRequest } from '../paging.js';
import { OPERATING_STATES, type OperatingState } from '../words.js';
import { REASON_CODE } from './downtime-reasons.js';
import { TIMELINE_SOURCES, type TimelineSource } from './timeline-sources.js';

/** A stretch of a timeline; without `to` it goes on. */
export class TimelineSpan {
  @Instant() from!: string;
  @Instant({ nullable: true }) to!: string | null;
  @Choice(OPERATING_STATES) state!: OperatingState;
  @Text({ min: 0, max: 1000, description: 'Empty: nobody said why' }) reason!: string;
  @Choice(TIMELINE_SOURCES) source!: TimelineSource;
  @Uuid({ nullable: true, description: 'The entry or work order that says so' })
  sourceId!: string | null;
  @Text({ max: 104, pattern: REASON_CODE, optional: true, description: 'Of the tree of reasons' })
  reasonCode?: string;
}

/** What a piece of equipment did: spans without gap and overlap, oldest first. */
export class TimelineView {
  @Uuid() equipmentId!: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @ListOf(() => TimelineSpan, { max: 5000 }) spans!: TimelineSpan[];
}

/** Asks what a piece of equipment did; by default in the last 30 days. */
@QueryContract('analytics.get-timeline')
export class GetTimeline extends Request<TimelineView> {
  @Uuid() equipmentId!: string;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) to?: string;
}

/** What a person said of a piece of equipment's state; entries are never changed or deleted. */
export class StateEntryView {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Choice(OPERATING_STATES) state!: OperatingState;
  @Text({ max: 1000 }) reason!: string;
  @Text({ max: 104, pattern: REASON_CODE, optional: true, description: 'Of the tree of reasons' })
  reasonCode?: string;
  @Instant() from!: string;
  @Instant({ nullable: true }) to!: string | null;
  @Text({ max: 200 }) enteredBy!: string;
  @Instant() enteredAt!: string;
}

/**
 * Says what a piece of equipment does from an instant on or, with `to`, what it did: the latter
 * corrects the timeline.
 */
@CommandContract('analytics.enter-state')
export class EnterState extends Request<StateEntryView> {
  @Uuid() equipmentId!: string;
  @Choice(OPERATING_STATES) state!: OperatingState;
  @Text({ max: 1000, example: 'Seal leaks' }) reason!: string;
  @Text({ max: 104, pattern: REASON_CODE, optional: true, description: 'Of the tree of reasons' })
  reasonCode?: string;
  @Instant({ optional: true, description: 'By default now' }) from?: string;
  @Instant({ optional: true, description: 'With it the entry corrects history' }) to?: string;
}

/** Asks for the entries of a piece of equipment, the newest first. */
@QueryContract('analytics.list-state-entries')
export class ListStateEntries extends PageRequest<StateEntryView> {
  @Uuid() equipmentId!: string;
}
