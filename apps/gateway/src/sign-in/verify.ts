import { Injectable } from '@nestjs/common';
import { draft, SignInRefused } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { Authentication } from '../auth/authentication.js';
import { bearerOf } from '../auth/presented.js';
import { tokenMissing } from '../auth/refused.js';
import { Changes } from '../changes/changes.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import type { ExternalUser } from '../oidc/external-tokens.js';
import { LinkIdentity, type Linked } from '../oidc/link-identity.js';
import type { Account } from '../persistence/account.repository.js';
import { TenantRepository } from '../persistence/tenant.repository.js';
import { Attempts } from './attempts.js';
import type { VerifiedView, VerifyInput } from './auth.dto.js';
import { Grant } from './grant.js';

const NOT_INVITED = 'Nobody here is linked to this token; ask an administrator to be invited.';

/** Turns the token of an external issuer into a session of ours. */
@Injectable()
export class Verify {
  constructor(
    private readonly authentication: Authentication,
    private readonly tenants: TenantRepository,
    private readonly attempts: Attempts,
    private readonly changes: Changes,
    private readonly linkIdentity: LinkIdentity,
    private readonly grant: Grant,
  ) {}

  async run(
    { token, idToken }: VerifyInput,
    request: HttpRequest,
    reply: HttpReply,
  ): Promise<VerifiedView> {
    const shown = token ?? idToken ?? bearerOf(request);
    if (shown === undefined) throw tokenMissing();
    const user = await this.authentication.externalUser(shown);
    const account = await this.accountOf(user, request.ip);
    const view = await this.grant.open(account, user.issuer.issuer, request, reply);
    const { externalId: uid, email, emailVerified } = user;
    return { ...view, uid, ...(email !== undefined && { email }), emailVerified };
  }

  private async accountOf(user: ExternalUser, address: string): Promise<Account> {
    const { tenant, issuer } = user.issuer;
    const who = `${user.externalId} of ${issuer}`;
    await this.attempts.begin(tenant, who, address);
    const tenantId = await this.tenants.findId(tenant);
    if (tenantId === undefined) throw refused();
    const by = { tenantId, actor: 'agent:gateway' };
    const linked = await this.changes.run(by, (tx) => this.linkIdentity.run(user, tx));
    if (linked.kind === 'refused') {
      await this.tell(tenantId, user, linked, address);
      throw refused();
    }
    await this.attempts.succeeded(tenant, who, address);
    return linked.account;
  }

  private tell(
    tenantId: string,
    user: ExternalUser,
    { reason, userId }: Extract<Linked, { kind: 'refused' }>,
    address: string,
  ): Promise<void> {
    const told = {
      ...(userId !== undefined && { userId }),
      tried: user.externalId,
      method: user.issuer.issuer,
      reason,
      address,
    };
    const subject = userId === undefined ? {} : { subject: `user/${userId}` };
    return this.changes.note(tenantId, [draft(SignInRefused, told, subject)]);
  }
}

const refused = (): Refusal =>
  new Refusal({ status: 403, title: 'Sign-in refused', detail: NOT_INVITED });
