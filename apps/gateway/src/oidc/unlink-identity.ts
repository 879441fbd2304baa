import { Injectable } from '@nestjs/common';
import { draft, IdentityUnlinked } from '@libs/contracts';
import { Refusal, type Caller } from '@libs/messaging';
import { Changes } from '../changes/changes.js';
import { IdentityRepository } from '../persistence/identity.repository.js';
import { Sessions } from '../sessions/sessions.js';
import { LockUser } from '../users/lock-user.js';
import { userSubject } from '../users/user-events.js';

/** Takes an issuer's word for a user away; the sessions that it opened end. */
@Injectable()
export class UnlinkIdentity {
  constructor(
    private readonly changes: Changes,
    private readonly lockUser: LockUser,
    private readonly identities: IdentityRepository,
    private readonly sessions: Sessions,
  ) {}

  async run(userId: string, issuer: string, caller: Caller): Promise<void> {
    await this.changes.run(caller, async (tx) => {
      const account = await this.lockUser.forChange(userId, caller, {}, tx);
      const externalId = await this.identities.remove(userId, issuer, tx);
      if (externalId === undefined) throw Refusal.notFound('identity', issuer);
      const ended = await this.sessions.close(userId, { method: issuer }, 'identity_unlinked', tx);
      const told = { userId, username: account.username, issuer, externalId };
      const unlinked = draft(IdentityUnlinked, told, userSubject(account));
      return { reply: undefined, events: [unlinked, ...ended] };
    });
  }
}
