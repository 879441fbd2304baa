import { Injectable } from '@nestjs/common';
import { draft, SignInRefused } from '@libs/contracts';
import { unauthorised } from '../auth/refused.js';
import { Changes } from '../changes/changes.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import { AccountRepository, type Account } from '../persistence/account.repository.js';
import { TenantRepository } from '../persistence/tenant.repository.js';
import { Attempts } from './attempts.js';
import type { LoginInput, LoginView } from './auth.dto.js';
import { Grant } from './grant.js';
import { isPassword } from './passwords.js';

/** Turns a name and a password into a session. */
@Injectable()
export class Login {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly accounts: AccountRepository,
    private readonly attempts: Attempts,
    private readonly changes: Changes,
    private readonly grant: Grant,
  ) {}

  async run(input: LoginInput, request: HttpRequest, reply: HttpReply): Promise<LoginView> {
    const account = await this.verified(input, request.ip);
    return this.grant.open(account, 'password', request, reply);
  }

  private async verified(input: LoginInput, address: string): Promise<Account> {
    const { tenant = 'default', username, password } = input;
    await this.attempts.begin(tenant, username, address);
    const tenantId = await this.tenants.findId(tenant);
    const found =
      tenantId === undefined ? undefined : await this.accounts.findByName(tenantId, username);
    const hash = found?.enabled ? found.passwordHash : null;
    if (!(await isPassword(password, hash)) || !found) {
      if (tenantId !== undefined) await this.tell(tenantId, found, address);
      throw unauthorised('Login refused', 'There is no such user with this password.');
    }
    await this.attempts.succeeded(tenant, username, address);
    return found;
  }

  /** Of who is not there the name is not kept: it may be a password in the wrong field. */
  private tell(tenantId: string, found: Account | undefined, address: string): Promise<void> {
    const refused = {
      ...(found && { userId: found.id }),
      tried: found?.username ?? '(unknown user)',
      method: 'password',
      reason: found && !found.enabled ? ('disabled' as const) : ('wrong_credentials' as const),
      address,
    };
    const subject = found && { subject: `user/${found.id}` };
    return this.changes.note(tenantId, [draft(SignInRefused, refused, subject)]);
  }
}
