import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { pageWindow } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { validate as isUuid } from 'uuid';
import { CurrentPrincipal, Permission } from '../auth/permission.js';
import type { Principal } from '../auth/principal.js';
import { Gone, PageOf } from '../docs/answers.js';
import { PageAnswer } from '../http/envelope.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { SessionRepository } from '../persistence/session.repository.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { ListSessions, sessionView, SessionView } from '../sessions/session.dto.js';

@ApiTags('users')
@Controller('api/v1/users/:id/sessions')
export class UserSessionsController {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly endSessions: EndSessions,
  ) {}

  @Get()
  @Permission('users.read')
  @PageOf(SessionView, 'Lists the open sessions of a user, newest first')
  async listUserSessions(
    @Param('id') id: string,
    @Query() query: ListSessions,
    @CurrentPrincipal() { caller, sessionId }: Principal,
  ): Promise<PageAnswer> {
    await this.assertIsThere(id, caller.tenantId);
    const { items, totalCount } = await this.sessions.list(caller.tenantId, id, pageWindow(query));
    const views = items.map((each) => sessionView(each, sessionId));
    return PageAnswer.of(views, totalCount, query);
  }

  @Delete()
  @Permission('users.manage')
  @Gone('Ends every session of a user')
  async endUserSessions(
    @Param('id') id: string,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<void> {
    await this.assertIsThere(id, caller.tenantId);
    await this.endSessions.all(caller, id);
  }

  @Delete(':sessionId')
  @Permission('users.manage')
  @Gone('Ends one session of a user')
  async endUserSession(
    @Param('id') id: string,
    @Param('sessionId') sessionId: string,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<void> {
    await this.assertIsThere(id, caller.tenantId);
    await this.endSessions.one(caller, id, sessionId);
  }

  private async assertIsThere(id: string, tenantId: string): Promise<void> {
    const found = isUuid(id) ? await this.accounts.find(tenantId, id) : undefined;
    if (!found) throw Refusal.notFound('user', id);
  }
}
