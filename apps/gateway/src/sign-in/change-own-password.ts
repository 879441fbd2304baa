import { Injectable } from '@nestjs/common';
import { draft, PasswordChanged } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import type { Principal } from '../auth/principal.js';
import { Changes } from '../changes/changes.js';
import type { Asking } from '../http/agents-client.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { Sessions } from '../sessions/sessions.js';
import { userSubject } from '../users/user-events.js';
import { Attempts } from './attempts.js';
import type { OwnPassword } from './auth.dto.js';
import { hashPassword, isPassword } from './passwords.js';
import { Fingerprints } from './fingerprints.js';

/** Gives oneself another password; one's other sessions end. */
@Injectable()
export class ChangeOwnPassword {
  constructor(
    private readonly changes: Changes,
    private readonly accounts: AccountRepository,
    private readonly sessions: Sessions,
    private readonly attempts: Attempts,
    private readonly fingerprints: Fingerprints,
  ) {}

  async run(
    { oldPassword, newPassword }: OwnPassword,
    { userId, sessionId }: Principal,
    asking: Asking,
  ): Promise<void> {
    if (sessionId === undefined) {
      throw new Refusal({
        status: 403,
        title: 'Forbidden',
        detail: 'A password can be changed only by who has logged in.',
      });
    }
    // From everywhere together: only who has a session gets here.
    const attempt = [asking.caller.tenantId, userId, 'anywhere'] as const;
    await this.attempts.begin(...attempt);
    const request = this.fingerprints.of({ oldPassword, newPassword });
    await this.changes.once(asking, 'changeOwnPassword', request, async (tx) => {
      const account = await this.accounts.lockFor(userId, tx);
      if (!account || !(await isPassword(oldPassword, account.passwordHash))) {
        const message = 'is not the password that you have';
        throw Refusal.invalid([{ field: 'oldPassword', message }]);
      }
      await this.accounts.save(account, { passwordHash: await hashPassword(newPassword) }, tx);
      const ended = await this.sessions.close(
        userId,
        { except: sessionId },
        'password_changed',
        tx,
      );
      const told = { userId, username: account.username };
      const changed = draft(PasswordChanged, told, userSubject(account));
      return { reply: undefined, events: [changed, ...ended] };
    });
    await this.attempts.succeeded(...attempt);
  }
}
