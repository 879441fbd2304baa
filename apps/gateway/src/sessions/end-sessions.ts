import { Injectable } from '@nestjs/common';
import type { SessionEnd } from '@libs/contracts';
import { Refusal, type Caller } from '@libs/messaging';
import { validate as isUuid } from 'uuid';
import { Changes } from '../changes/changes.js';
import { Sessions } from './sessions.js';

type By = Pick<Caller, 'tenantId' | 'actor'>;

/** Ends open sessions on demand. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly changes: Changes,
    private readonly sessions: Sessions,
  ) {}

  /** Ends one session of a user; refuses when there is none open. */
  async one(by: By, userId: string, id: string): Promise<void> {
    const ended = isUuid(id) ? await this.end(by, userId, { only: id }, 'revoked') : 0;
    if (ended === 0) throw Refusal.notFound('session', id);
  }

  async all(by: By, userId: string): Promise<void> {
    await this.end(by, userId, {}, 'revoked');
  }

  async signOut(by: By, userId: string, sessionId: string): Promise<void> {
    await this.end(by, userId, { only: sessionId }, 'signed_out');
  }

  private end(by: By, userId: string, which: { only?: string }, reason: SessionEnd) {
    return this.changes.run(by, async (tx) => {
      const events = await this.sessions.close(userId, which, reason, tx);
      return { reply: events.length, events };
    });
  }
}
