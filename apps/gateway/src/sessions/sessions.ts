import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { draft, RefreshTokenReused, type EventDraft, type SessionEnd } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { makeCredential, type Credential } from '../auth/credential.js';
import type { Change } from '../changes/changes.js';
import { GatewayConfig } from '../gateway.config.js';
import type { Account } from '../persistence/account.repository.js';
import {
  SessionRepository,
  type Session,
  type WhichSessions,
} from '../persistence/session.repository.js';
import { closed, opened, subjectOf, toldOf } from './session-events.js';

const MINUTE_MS = 60_000;

/** Where a sign-in came from. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string | undefined;
}

/** A session with the refresh token that goes on with it, to be shown once. */
export interface OpenSession {
  readonly session: Session;
  readonly refreshToken: string;
}

/** What presenting a refresh token came to. */
export type Refreshed =
  | ({ readonly kind: 'refreshed' } & OpenSession)
  | { readonly kind: 'reused' }
  | { readonly kind: 'unknown' };

/** Opens, goes on with and closes sessions, each within the transaction of a change. */
@Injectable()
export class Sessions {
  constructor(
    private readonly config: GatewayConfig,
    private readonly sessions: SessionRepository,
  ) {}

  async open(
    user: Account,
    method: string,
    { address, userAgent }: Origin,
    tx: Transaction,
  ): Promise<Change<OpenSession>> {
    const expired = await this.close(user.id, { expired: true }, 'expired', tx);
    await this.sessions.forgetOld(user.id, tx);
    const now = new Date();
    const expiresAt = new Date(now.getTime() + this.config.sessionMaxMinutes * MINUTE_MS);
    const session: Session = {
      id: uuidv7(),
      userId: user.id,
      username: user.username,
      method,
      address,
      userAgent: userAgent?.slice(0, 300) ?? null,
      openedAt: now,
      refreshedAt: now,
      idleUntil: this.idleUntil(now, expiresAt),
      expiresAt,
    };
    const { text, hash } = makeCredential('mwr', user.tenantId, session.id);
    await this.sessions.add(session, hash, tx);
    return { reply: { session, refreshToken: text }, events: [...expired, opened(session)] };
  }

  /** Changes a refresh token for the next one; one that comes twice ends the session. */
  async refresh({ tenantId, id, hash }: Credential, tx: Transaction): Promise<Change<Refreshed>> {
    const session = await this.sessions.lockFor(id, tx);
    if (!session) return { reply: { kind: 'unknown' }, events: [] };
    if (!timingSafeEqual(session.refreshHash, hash)) {
      if (!(await this.sessions.isSpent(id, hash, tx))) {
        return { reply: { kind: 'unknown' }, events: [] };
      }
      const reused = draft(RefreshTokenReused, toldOf(session), subjectOf(session));
      const ended = await this.close(session.userId, { only: id }, 'refresh_token_reused', tx);
      return { reply: { kind: 'reused' }, events: [reused, ...ended] };
    }
    const { text, hash: refreshHash } = makeCredential('mwr', tenantId, id);
    const idleUntil = this.idleUntil(new Date(), session.expiresAt);
    await this.sessions.rotate(session, { refreshHash, idleUntil }, tx);
    return { reply: { kind: 'refreshed', session, refreshToken: text }, events: [] };
  }

  /** Closes a user's open sessions; answers the events that tell so. */
  async close(
    userId: string,
    which: WhichSessions,
    reason: SessionEnd,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    return (await this.sessions.close(userId, which, tx)).map(closed(reason));
  }

  private idleUntil(now: Date, expiresAt: Date): Date {
    const idle = now.getTime() + this.config.sessionIdleMinutes * MINUTE_MS;
    return new Date(Math.min(idle, expiresAt.getTime()));
  }
}
