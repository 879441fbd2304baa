import {
  CloseTeamCalendarHandler,
  OpenTeamCalendarHandler,
  RotateTeamCalendarHandler,
} from './commands/keep-team-calendars.command.js';
import { ReadTeamCalendarHandler } from './commands/read-team-calendar.command.js';
import { CalendarRepository } from './persistence/calendar.repository.js';
import { TeamWorkRepository } from './persistence/team-work.repository.js';
import { ListTeamCalendarsHandler } from './queries/list-team-calendars.query.js';

/** Calendars of teams, read by a secret address. */
export const calendars = {
  answers: [
    OpenTeamCalendarHandler,
    RotateTeamCalendarHandler,
    CloseTeamCalendarHandler,
    ListTeamCalendarsHandler,
    ReadTeamCalendarHandler,
  ],
  providers: [CalendarRepository, TeamWorkRepository],
};
