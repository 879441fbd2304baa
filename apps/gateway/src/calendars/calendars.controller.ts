import { Body, Controller, Delete, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CloseTeamCalendar,
  ListTeamCalendars,
  OpenTeamCalendar,
  RotateTeamCalendar,
  TeamCalendarView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, Gone, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { NoBody } from '../http/no-body.js';
import type { HttpRequest } from '../http/request.js';
import { addressOf } from './calendar-secret.js';
import { CalendarAnswer } from './calendar.dto.js';

@ApiTags('calendars')
@Controller('api/v1/calendars')
export class CalendarsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('calendars.manage')
  @PageOf(CalendarAnswer, 'Calendars of teams, without their addresses')
  listTeamCalendars(
    @Query() query: ListTeamCalendars,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListTeamCalendars, query, asking);
  }

  @Post()
  @Permission('calendars.manage')
  @Created(CalendarAnswer, 'Opens a calendar of a team, with a secret address')
  async openTeamCalendar(
    @Body() body: OpenTeamCalendar,
    @InTheNameOf() asking: Asking,
    @Req() request: HttpRequest,
  ): Promise<CalendarAnswer> {
    return withAddress(await this.agents.ask(OpenTeamCalendar, body, asking), asking, request);
  }

  @Post(':id/rotate')
  @Permission('calendars.manage')
  @One(CalendarAnswer, 'Gives a calendar another address; the old one finds nothing any more')
  async rotateTeamCalendar(
    @Param('id') calendarId: string,
    @Body() _body: NoBody,
    @InTheNameOf() asking: Asking,
    @Req() request: HttpRequest,
  ): Promise<CalendarAnswer> {
    const rotated = await this.agents.ask(RotateTeamCalendar, { calendarId }, asking);
    return withAddress(rotated, asking, request);
  }

  @Delete(':id')
  @Permission('calendars.manage')
  @Gone('Closes a calendar; its address finds nothing any more')
  async closeTeamCalendar(
    @Param('id') calendarId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    await this.agents.ask(CloseTeamCalendar, { calendarId }, asking);
  }
}

function withAddress(
  { secret, ...calendar }: TeamCalendarView,
  { caller }: Asking,
  { protocol, host }: HttpRequest,
): CalendarAnswer {
  if (secret === undefined) return calendar;
  const address = addressOf(caller.tenantId, secret);
  return { ...calendar, url: `${protocol}://${host}/api/v1/calendars/feed/${address}.ics` };
}
