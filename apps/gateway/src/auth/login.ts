import { Injectable } from '@nestjs/common';
import { HttpProblem } from '../http/problem.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import { AccountRepository, type Account } from '../persistence/account.repository.js';
import type { LoginInput } from './auth.dto.js';
import { COOKIE } from './authentication.js';
import { LoginAttempts } from './login-attempts.js';
import { isPassword } from './passwords.js';
import { TOKEN_SECONDS, Tokens } from './tokens.js';

/** Turns a name and a password into a token. */
@Injectable()
export class Login {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly attempts: LoginAttempts,
    private readonly tokens: Tokens,
  ) {}

  async run(
    input: LoginInput,
    request: HttpRequest,
    reply: HttpReply,
  ): Promise<{ account: Account; token: string }> {
    const account = await this.verified(input, request.ip);
    const token = await this.tokens.issue(account);
    void reply.setCookie(COOKIE, token, {
      httpOnly: true,
      sameSite: 'strict',
      secure: 'auto',
      path: '/',
      maxAge: TOKEN_SECONDS,
    });
    return { account, token };
  }

  private async verified(input: LoginInput, address: string): Promise<Account> {
    const { tenant = 'default', username, password } = input;
    const key = JSON.stringify([address, tenant, username]);
    const waitSeconds = this.attempts.begin(key, Date.now());
    if (waitSeconds > 0) {
      throw new HttpProblem({
        status: 429,
        title: 'Too many attempts',
        detail: `Too many logins failed; try again in ${waitSeconds} s.`,
        headers: { 'Retry-After': String(waitSeconds) },
      });
    }
    const found = await this.accounts.findForLogin(tenant, username);
    if (!(await isPassword(password, found?.enabled ? found.passwordHash : undefined)) || !found) {
      const headers = { 'WWW-Authenticate': 'Bearer' };
      const detail = 'There is no such user with this password.';
      throw new HttpProblem({ status: 401, title: 'Login refused', detail, headers });
    }
    this.attempts.succeeded(key);
    return found;
  }
}
