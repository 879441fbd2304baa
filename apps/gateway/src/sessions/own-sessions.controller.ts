import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { pageWindow } from '@libs/contracts';
import { CurrentPrincipal, Permission } from '../auth/permission.js';
import type { Principal } from '../auth/principal.js';
import { Gone, PageOf } from '../docs/answers.js';
import { PageAnswer } from '../http/envelope.js';
import { SessionRepository } from '../persistence/session.repository.js';
import { EndSessions } from './end-sessions.js';
import { ListSessions, sessionView, SessionView } from './session.dto.js';

@ApiTags('auth')
@Controller('api/v1/auth/sessions')
export class OwnSessionsController {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly endSessions: EndSessions,
  ) {}

  @Get()
  @Permission('account.read')
  @PageOf(SessionView, 'Lists your open sessions, newest first')
  async listOwnSessions(
    @Query() query: ListSessions,
    @CurrentPrincipal() { caller, userId, sessionId }: Principal,
  ): Promise<PageAnswer> {
    const { items, totalCount } = await this.sessions.list(
      caller.tenantId,
      userId,
      pageWindow(query),
    );
    const views = items.map((each) => sessionView(each, sessionId));
    return PageAnswer.of(views, totalCount, query);
  }

  @Delete(':id')
  @Permission('account.manage')
  @Gone('Ends one of your sessions; its tokens are good for nothing any more')
  endOwnSession(
    @Param('id') id: string,
    @CurrentPrincipal() { caller, userId }: Principal,
  ): Promise<void> {
    return this.endSessions.one(caller, userId, id);
  }
}
