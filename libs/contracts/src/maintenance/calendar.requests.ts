import { EventContract } from '../envelope/event-contract.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, Instant, ListOf, Text, Uuid, Whole } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';

const ENTRY_STATUSES = ['tentative', 'confirmed', 'cancelled'] as const;

/** A team's calendar, which programs read by a secret address. */
export class TeamCalendarView {
  @Uuid() id!: string;
  @Text({ max: 120 }) team!: string;
  @Text({ max: 120 }) createdBy!: string;
  @Instant() createdAt!: string;
  @Instant({ nullable: true }) rotatedAt!: string | null;
  @Text({ max: 100, optional: true, description: 'Told once: what makes its address secret' })
  secret?: string;
}

/** Opens a calendar of a team: of plans and rounds with that team, and of work with that crew. */
@CommandContract('maintenance.open-team-calendar')
export class OpenTeamCalendar extends Request<TeamCalendarView> {
  @Text({ max: 120, example: 'Mechanics' }) team!: string;
}

/** Gives a calendar another secret; the old address finds nothing from then on. */
@CommandContract('maintenance.rotate-team-calendar')
export class RotateTeamCalendar extends Request<TeamCalendarView> {
  @Uuid() calendarId!: string;
}

/** Closes a calendar; its address finds nothing from then on. */
@CommandContract('maintenance.close-team-calendar')
export class CloseTeamCalendar extends Request<TeamCalendarView> {
  @Uuid() calendarId!: string;
}

/** Asks for calendars, by team. */
@QueryContract('maintenance.list-team-calendars')
export class ListTeamCalendars extends PageRequest<TeamCalendarView> {}

/** One thing in a calendar; what changes keeps its uid and gets the next sequence. */
export class CalendarEntryView {
  @Text({ max: 80 }) uid!: string;
  @Text({ max: 500 }) summary!: string;
  @Text({ max: 4000 }) description!: string;
  @Text({ max: 200 }) location!: string;
  @Instant() startsAt!: string;
  @Instant() endsAt!: string;
  @Choice(ENTRY_STATUSES) status!: (typeof ENTRY_STATUSES)[number];
  @Whole({ min: 0 }) sequence!: number;
  @Instant() modifiedAt!: string;
}

/** What a calendar shows now. */
export class CalendarContentView {
  @Text({ max: 120 }) team!: string;
  @ListOf(() => CalendarEntryView, { max: 1000 }) entries!: CalendarEntryView[];
}

/** Reads a calendar by its secret, and notes what of it changed. */
@CommandContract('maintenance.read-team-calendar')
export class ReadTeamCalendar extends Request<CalendarContentView> {
  @Text({ max: 100 }) secret!: string;
}

/** What every event of a team's calendar tells. */
abstract class TeamCalendarEvent {
  @Uuid() calendarId!: string;
  @Text({ max: 120 }) team!: string;
  @Text({ max: 120 }) by!: string;
}

/** A team has a calendar that programs may read. */
@EventContract('maintenance.team_calendar.opened.v1')
export class TeamCalendarOpened extends TeamCalendarEvent {}

/** A calendar has another secret address. */
@EventContract('maintenance.team_calendar.rotated.v1')
export class TeamCalendarRotated extends TeamCalendarEvent {}

/** A calendar is not read any more. */
@EventContract('maintenance.team_calendar.closed.v1')
export class TeamCalendarClosed extends TeamCalendarEvent {}
