import { Injectable } from '@nestjs/common';
import { Authentication } from '../auth/authentication.js';
import { readCredential } from '../auth/credential.js';
import { COOKIE } from '../auth/presented.js';
import { tokenInvalid } from '../auth/refused.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import { SessionRepository } from '../persistence/session.repository.js';
import { EndSessions } from '../sessions/end-sessions.js';

/** Ends the session that a request is of, or whose refresh token it shows. */
@Injectable()
export class SignOut {
  constructor(
    private readonly authentication: Authentication,
    private readonly sessions: SessionRepository,
    private readonly endSessions: EndSessions,
  ) {}

  async run(
    refreshToken: string | undefined,
    request: HttpRequest,
    reply: HttpReply,
  ): Promise<void> {
    void reply.clearCookie(COOKIE, { path: '/' });
    if (refreshToken !== undefined) return this.byRefreshToken(refreshToken);
    const { caller, userId, sessionId } = await this.authentication.principalOf(request, true);
    if (sessionId !== undefined) await this.endSessions.signOut(caller, userId, sessionId);
  }

  private async byRefreshToken(refreshToken: string): Promise<void> {
    const credential = readCredential('mwr', refreshToken);
    if (!credential) throw tokenInvalid('This is no refresh token of ours.');
    const { tenantId, id, hash } = credential;
    const userId = await this.sessions.findUserOf(tenantId, id, hash);
    if (userId === undefined) return;
    await this.endSessions.signOut({ tenantId, actor: `user:${userId}` }, userId, id);
  }
}
