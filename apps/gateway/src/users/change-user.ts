import { Injectable } from '@nestjs/common';
import { draft, UserChanged, UserRemoved } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { Principal } from '../auth/principal.js';
import { Changes } from '../changes/changes.js';
import type { Seen } from '../http/expected-version.js';
import {
  AccountRepository,
  type Account,
  type AccountChanges,
} from '../persistence/account.repository.js';
import { Rank } from '../roles/rank.js';
import { Sessions } from '../sessions/sessions.js';
import { LockUser } from './lock-user.js';
import { userSubject, userTold } from './user-events.js';
import { userView, type UserChanges, type UserView } from './user.dto.js';

/** Changes or removes a user. */
@Injectable()
export class ChangeUser {
  constructor(
    private readonly changes: Changes,
    private readonly lockUser: LockUser,
    private readonly accounts: AccountRepository,
    private readonly rank: Rank,
    private readonly sessions: Sessions,
  ) {}

  run(id: string, input: UserChanges, seen: Seen, by: Principal): Promise<UserView> {
    return this.changes.run(by.caller, async (tx) => {
      const account = await this.lockUser.forChange(id, by.caller, seen, tx);
      if (input.enabled === false && id === by.userId) throw notOneself('disable');
      if (input.roles) await this.rank.assertMayGive(by.caller, input.roles, tx);
      await this.assertEmailIsFree(input.email, account, tx);
      const saved = await this.accounts.save(account, changesOf(input), tx);
      await this.assertSomebodyAdministers(account, tx);
      const ended = saved.enabled ? [] : await this.sessions.close(id, {}, 'user_disabled', tx);
      const changed = draft(UserChanged, userTold(saved), userSubject(saved));
      return { reply: userView(saved), events: [changed, ...ended] };
    });
  }

  async remove(id: string, seen: Seen, by: Principal): Promise<void> {
    await this.changes.run(by.caller, async (tx) => {
      const account = await this.lockUser.forChange(id, by.caller, seen, tx);
      if (id === by.userId) throw notOneself('remove');
      const removed = await this.accounts.remove(account, tx);
      await this.assertSomebodyAdministers(account, tx);
      const ended = await this.sessions.close(id, {}, 'user_disabled', tx);
      const event = draft(UserRemoved, userTold(removed), userSubject(removed));
      return { reply: undefined, events: [event, ...ended] };
    });
  }

  private async assertEmailIsFree(
    email: string | null | undefined,
    { id }: Account,
    tx: Transaction,
  ): Promise<void> {
    if (typeof email !== 'string' || !(await this.accounts.isEmailTaken(email, id, tx))) return;
    throw Refusal.conflict('Another user has this e-mail.');
  }

  /** Without an administrator nobody could ever be let in again. */
  private async assertSomebodyAdministers(before: Account, tx: Transaction): Promise<void> {
    if (!before.enabled || !before.roles.includes('admin')) return;
    if ((await this.accounts.countEnabledWith('admin', tx)) > 0) return;
    throw Refusal.conflict('This is the last administrator who may come in; add another first.');
  }
}

const notOneself = (what: string): Refusal => Refusal.conflict(`You cannot ${what} yourself.`);

function changesOf({ displayName, email, roles, enabled }: UserChanges): AccountChanges {
  return {
    ...(displayName !== undefined && { displayName }),
    ...(email !== undefined && { email }),
    ...(roles && { roles: [...new Set(roles)] }),
    ...(enabled !== undefined && { enabled }),
  };
}
