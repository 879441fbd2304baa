import { Injectable } from '@nestjs/common';
import { draft, PasswordChanged } from '@libs/contracts';
import type { Caller } from '@libs/messaging';
import { Changes } from '../changes/changes.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { Sessions } from '../sessions/sessions.js';
import { hashPassword } from '../sign-in/passwords.js';
import { LockUser } from './lock-user.js';
import { userSubject } from './user-events.js';

/** Gives a user another password; all their sessions end. */
@Injectable()
export class SetPassword {
  constructor(
    private readonly changes: Changes,
    private readonly lockUser: LockUser,
    private readonly accounts: AccountRepository,
    private readonly sessions: Sessions,
  ) {}

  async run(id: string, password: string, caller: Caller): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.changes.run(caller, async (tx) => {
      const account = await this.lockUser.forChange(id, caller, {}, tx);
      await this.accounts.save(account, { passwordHash }, tx);
      const ended = await this.sessions.close(id, {}, 'password_changed', tx);
      const told = { userId: id, username: account.username };
      const changed = draft(PasswordChanged, told, userSubject(account));
      return { reply: undefined, events: [changed, ...ended] };
    });
  }
}
