import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadTeamCalendar } from '@libs/contracts';
import { Public } from '../auth/permission.js';
import { CalendarText } from '../docs/answers.js';
import { AgentsClient } from '../http/agents-client.js';
import { PlainAnswer } from '../http/envelope.js';
import { isNotModified } from '../http/not-modified.js';
import { HttpProblem } from '../http/problem.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import { readAddress } from './calendar-secret.js';
import { drawCalendar } from './draw-calendar.js';

/** What calendar programs read: they send no token, so the address is the secret. */
@ApiTags('calendars')
@Controller('api/v1/calendars/feed')
export class CalendarFeedController {
  constructor(private readonly agents: AgentsClient) {}

  @Get(':address')
  @Public()
  @PlainAnswer()
  @CalendarText('A team’s due plans, scheduled work and inspections')
  async readTeamCalendar(
    @Param('address') address: string,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<string | undefined> {
    const read = readAddress(address);
    if (!read) {
      const detail = 'There is no such calendar.';
      throw new HttpProblem({ status: 404, title: 'Not Found', detail });
    }
    const { tenantId, secret } = read;
    const caller = {
      ...{ tenantId, actor: 'calendar:subscriber', name: 'calendar subscriber' },
      ...{ roles: [], permissions: [] },
    };
    const drawn = drawCalendar(await this.agents.ask(ReadTeamCalendar, { secret }, { caller }));
    const etag = `"${createHash('sha256').update(drawn).digest('base64url')}"`;
    void reply.headers({ ETag: etag, 'Cache-Control': 'private, no-cache' });
    if (isNotModified(request, etag)) {
      void reply.status(304);
      return undefined;
    }
    void reply.type('text/calendar; charset=utf-8');
    return drawn;
  }
}
