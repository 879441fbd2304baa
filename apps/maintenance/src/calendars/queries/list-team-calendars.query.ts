import { ListTeamCalendars } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { CalendarRepository } from '../persistence/calendar.repository.js';

@Answers(ListTeamCalendars)
export class ListTeamCalendarsHandler implements RequestHandler<ListTeamCalendars> {
  constructor(private readonly calendars: CalendarRepository) {}

  async execute({ request, tx }: Call<ListTeamCalendars>): Promise<Answer<ListTeamCalendars>> {
    return { reply: await this.calendars.list(request, tx) };
  }
}
