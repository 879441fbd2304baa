import {
  CloseTeamCalendar,
  draft,
  OpenTeamCalendar,
  RotateTeamCalendar,
  TeamCalendarClosed,
  TeamCalendarOpened,
  TeamCalendarRotated,
  type ContractClass,
  type EventDraft,
  type TeamCalendarView,
} from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { newSecret, secretHash } from '../domain/secret.js';
import { CalendarRepository } from '../persistence/calendar.repository.js';

const told = (
  contract: ContractClass<TeamCalendarOpened>,
  { id: calendarId, team }: TeamCalendarView,
  by: string,
): EventDraft =>
  draft(contract, { calendarId, team, by }, { subject: `team_calendar/${calendarId}` });

@Answers(OpenTeamCalendar)
export class OpenTeamCalendarHandler implements RequestHandler<OpenTeamCalendar> {
  constructor(private readonly calendars: CalendarRepository) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<OpenTeamCalendar>): Promise<Answer<OpenTeamCalendar>> {
    const secret = newSecret();
    const made = await this.calendars.add(request.team, secretHash(secret), caller.name, tx);
    const events = [told(TeamCalendarOpened, made, caller.name)];
    return { reply: Object.assign(made, { secret }), events };
  }
}

@Answers(RotateTeamCalendar)
export class RotateTeamCalendarHandler implements RequestHandler<RotateTeamCalendar> {
  constructor(private readonly calendars: CalendarRepository) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<RotateTeamCalendar>): Promise<Answer<RotateTeamCalendar>> {
    const { calendarId } = request;
    const secret = newSecret();
    const rotated = await this.calendars.rotate(calendarId, secretHash(secret), tx);
    if (!rotated) throw Refusal.notFound('calendar', calendarId);
    const events = [told(TeamCalendarRotated, rotated, caller.name)];
    return { reply: Object.assign(rotated, { secret }), events };
  }
}

@Answers(CloseTeamCalendar)
export class CloseTeamCalendarHandler implements RequestHandler<CloseTeamCalendar> {
  constructor(private readonly calendars: CalendarRepository) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<CloseTeamCalendar>): Promise<Answer<CloseTeamCalendar>> {
    const reply = await this.calendars.remove(request.calendarId, tx);
    if (!reply) throw Refusal.notFound('calendar', request.calendarId);
    return { reply, events: [told(TeamCalendarClosed, reply, caller.name)] };
  }
}
