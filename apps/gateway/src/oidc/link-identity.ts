import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { draft, IdentityLinked, UserAdded, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { isEmail } from 'class-validator';
import { v7 as uuidv7 } from 'uuid';
import type { Change } from '../changes/changes.js';
import { AccountRepository, type Account } from '../persistence/account.repository.js';
import { IdentityRepository } from '../persistence/identity.repository.js';
import { TenantRepository } from '../persistence/tenant.repository.js';
import { userSubject, userTold } from '../users/user-events.js';
import type { ExternalUser } from './external-tokens.js';
import { invitingEmail } from './inviting-email.js';

/** The user of an external token, or why there is none. */
export type Linked =
  | { readonly kind: 'linked'; readonly account: Account }
  | {
      readonly kind: 'refused';
      readonly reason: 'disabled' | 'not_invited' | 'linked_to_another';
      readonly userId?: string;
    };

/** Finds the user of an external token; links or makes one where that was decided. */
@Injectable()
export class LinkIdentity {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly accounts: AccountRepository,
    private readonly identities: IdentityRepository,
  ) {}

  async run(user: ExternalUser, tx: Transaction): Promise<Change<Linked>> {
    await this.tenants.lock(tx);
    const userId = await this.identities.findUserId(user.issuer.issuer, user.externalId, tx);
    if (userId !== undefined) return this.known(user, userId, tx);
    const email = invitingEmail(user);
    const invited = email === undefined ? undefined : await this.accounts.findByEmail(email, tx);
    if (invited) return this.link(user, invited, [], tx);
    if (user.issuer.provision !== undefined) return this.provision(user, user.issuer.provision, tx);
    return { reply: { kind: 'refused', reason: 'not_invited' }, events: [] };
  }

  private async known(
    user: ExternalUser,
    userId: string,
    tx: Transaction,
  ): Promise<Change<Linked>> {
    const account = await this.accounts.lockFor(userId, tx);
    if (!account?.enabled) {
      return { reply: { kind: 'refused', reason: 'disabled', userId }, events: [] };
    }
    await this.identities.saveEmail(identityOf(user), tx);
    return { reply: { kind: 'linked', account }, events: [] };
  }

  private async link(
    user: ExternalUser,
    account: Account,
    before: readonly EventDraft[],
    tx: Transaction,
  ): Promise<Change<Linked>> {
    const userId = account.id;
    if (!account.enabled) {
      return { reply: { kind: 'refused', reason: 'disabled', userId }, events: [] };
    }
    const identity = identityOf(user);
    if (!(await this.identities.add({ ...identity, userId }, tx))) {
      return { reply: { kind: 'refused', reason: 'linked_to_another', userId }, events: [] };
    }
    const { issuer, externalId, email, emailVerified } = identity;
    const told = { userId, username: account.username, issuer, externalId, emailVerified };
    const withEmail = email !== null && isEmail(email) ? { ...told, email } : told;
    const linked = draft(IdentityLinked, withEmail, userSubject(account));
    return { reply: { kind: 'linked', account }, events: [...before, linked] };
  }

  private async provision(
    user: ExternalUser,
    role: string,
    tx: Transaction,
  ): Promise<Change<Linked>> {
    const { issuer, externalId, displayName = null } = user;
    const email = invitingEmail(user);
    const digest = createHash('sha256').update(JSON.stringify([issuer.issuer, externalId]));
    const account: Account = {
      tenantId: tx.tenantId,
      id: uuidv7(),
      username: `oidc-${digest.digest('hex').slice(0, 24)}`,
      displayName,
      // An e-mail that nobody verified would invite its true owner into this account.
      email: email !== undefined && isEmail(email) ? email : null,
      passwordHash: null,
      roles: [role],
      enabled: true,
      version: 1,
      createdAt: new Date(),
    };
    // The name is taken by whom an administrator has removed.
    if (!(await this.accounts.add(account, tx))) {
      return { reply: { kind: 'refused', reason: 'disabled' }, events: [] };
    }
    const added = draft(UserAdded, userTold(account), userSubject(account));
    return this.link(user, account, [added], tx);
  }
}

function identityOf({ issuer, externalId, email, emailVerified }: ExternalUser) {
  return { issuer: issuer.issuer, externalId, email: email ?? null, emailVerified };
}
