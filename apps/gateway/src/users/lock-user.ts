import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { validate as isUuid } from 'uuid';
import type { Seen } from '../http/expected-version.js';
import { AccountRepository, type Account } from '../persistence/account.repository.js';
import { TenantRepository } from '../persistence/tenant.repository.js';
import { Rank } from '../roles/rank.js';

/** Takes hold of a user whom the caller may change. */
@Injectable()
export class LockUser {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly accounts: AccountRepository,
    private readonly rank: Rank,
  ) {}

  async forChange(
    id: string,
    caller: Caller,
    { expectedVersion }: Seen,
    tx: Transaction,
  ): Promise<Account> {
    await this.tenants.lock(tx);
    const account = isUuid(id) ? await this.accounts.lockFor(id, tx) : undefined;
    if (!account) throw Refusal.notFound('user', id);
    await this.rank.assertMayTouch(caller, account, tx);
    if (expectedVersion !== undefined && expectedVersion !== account.version) {
      throw Refusal.stale('user', account.version);
    }
    return account;
  }
}
