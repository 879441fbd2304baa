import { Injectable } from '@nestjs/common';
import { COOKIE } from '../auth/presented.js';
import { Tokens } from '../auth/tokens.js';
import { Changes } from '../changes/changes.js';
import { headerOf, type HttpReply, type HttpRequest } from '../http/request.js';
import type { Account } from '../persistence/account.repository.js';
import { Sessions, type OpenSession, type Origin } from '../sessions/sessions.js';
import { userView } from '../users/user.dto.js';

/** Where a sign-in comes from. */
export const originOf = (request: HttpRequest): Origin => ({
  address: request.ip,
  userAgent: headerOf(request, 'user-agent'),
});

/** Lets somebody in who has proved who they are. */
@Injectable()
export class Grant {
  constructor(
    private readonly changes: Changes,
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
  ) {}

  /** Opens a session and answers its tokens. */
  async open(account: Account, method: string, request: HttpRequest, reply: HttpReply) {
    const by = { tenantId: account.tenantId, actor: `user:${account.id}` };
    const open = await this.changes.run(by, (tx) =>
      this.sessions.open(account, method, originOf(request), tx),
    );
    return { ...(await this.show(account.tenantId, open, reply)), user: userView(account) };
  }

  /** A session's tokens; the access token goes into the cookie as well. */
  async show(tenantId: string, { session, refreshToken }: OpenSession, reply: HttpReply) {
    const { id: sessionId, userId, expiresAt } = session;
    const { token, seconds } = await this.tokens.issue({ tenantId, userId, sessionId }, expiresAt);
    void reply.setCookie(COOKIE, token, {
      httpOnly: true,
      sameSite: 'strict',
      secure: 'auto',
      path: '/',
      maxAge: seconds,
    });
    return {
      accessToken: token,
      tokenType: 'Bearer' as const,
      expiresInSeconds: seconds,
      refreshToken,
      sessionId,
      sessionExpiresAt: expiresAt.toISOString(),
    };
  }
}
