import { ReadTeamCalendar } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { changedEntries } from '../domain/changed-entries.js';
import { secretHash } from '../domain/secret.js';
import { CalendarRepository } from '../persistence/calendar.repository.js';
import { TeamWorkRepository } from '../persistence/team-work.repository.js';

const DAY_MS = 86_400_000;
const DAYS_BACK = 30;
const DAYS_AHEAD = 366;
const MOST = 1000;

@Answers(ReadTeamCalendar)
export class ReadTeamCalendarHandler implements RequestHandler<ReadTeamCalendar> {
  constructor(
    private readonly calendars: CalendarRepository,
    private readonly work: TeamWorkRepository,
  ) {}

  async execute({ request, tx }: Call<ReadTeamCalendar>): Promise<Answer<ReadTeamCalendar>> {
    const calendar = await this.calendars.lockBySecret(secretHash(request.secret), tx);
    if (!calendar) {
      const detail = 'There is no such calendar.';
      throw new Refusal({ status: 404, title: 'Not Found', detail });
    }
    const { id, team } = calendar;
    const now = new Date();
    const from = new Date(now.getTime() - DAYS_BACK * DAY_MS);
    const until = new Date(now.getTime() + DAYS_AHEAD * DAY_MS);
    await this.calendars.forget(id, from, tx);
    const before = await this.calendars.entries(id, from, tx);
    const shows = await this.work.list(team, from, until, tx);
    const { entries, changed } = changedEntries(before, shows, now);
    for (const each of changed) await this.calendars.note(id, each, tx);
    const told = entries.slice(0, MOST).map(({ uid, content, sequence, modifiedAt }) => ({
      ...{ uid, ...content, sequence },
      modifiedAt: modifiedAt.toISOString(),
    }));
    return { reply: { team, entries: told } };
  }
}
