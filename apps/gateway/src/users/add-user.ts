import { Injectable } from '@nestjs/common';
import { draft, UserAdded } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { Changes } from '../changes/changes.js';
import type { Asking } from '../http/agents-client.js';
import { AccountRepository, type Account } from '../persistence/account.repository.js';
import { TenantRepository } from '../persistence/tenant.repository.js';
import { Rank } from '../roles/rank.js';
import { Fingerprints } from '../sign-in/fingerprints.js';
import { hashPassword } from '../sign-in/passwords.js';
import { userSubject, userTold } from './user-events.js';
import { userView, type NewUser, type UserView } from './user.dto.js';

/** Adds a user, with a password or invited by e-mail. */
@Injectable()
export class AddUser {
  constructor(
    private readonly changes: Changes,
    private readonly tenants: TenantRepository,
    private readonly accounts: AccountRepository,
    private readonly rank: Rank,
    private readonly fingerprints: Fingerprints,
  ) {}

  run({ password, ...input }: NewUser, asking: Asking): Promise<UserView> {
    if (password === undefined && input.email === undefined) {
      const message = 'is needed, or an e-mail to be invited by';
      throw Refusal.invalid([{ field: 'password', message }]);
    }
    const request = { ...input, ...this.fingerprints.of({ password }) };
    return this.changes.once(asking, 'addUser', request, async (tx) => {
      const { caller } = asking;
      await this.tenants.lock(tx);
      await this.rank.assertMayGive(caller, input.roles, tx);
      const account: Account = {
        tenantId: caller.tenantId,
        id: uuidv7(),
        username: input.username,
        displayName: input.displayName ?? null,
        email: input.email ?? null,
        passwordHash: password === undefined ? null : await hashPassword(password),
        roles: [...new Set(input.roles)],
        enabled: true,
        version: 1,
        createdAt: new Date(),
      };
      if (!(await this.accounts.add(account, tx))) {
        throw Refusal.conflict('A user of this name or e-mail is there already.');
      }
      const added = draft(UserAdded, userTold(account), userSubject(account));
      return { reply: userView(account), events: [added] };
    });
  }
}
