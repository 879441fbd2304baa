import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PERMISSIONS, permissionsOf } from '@libs/contracts';
import type { HttpRequest } from '../http/request.js';
import { ExternalTokens, type ExternalUser } from '../oidc/external-tokens.js';
import { unlessUnavailable } from '../oidc/unavailable.js';
import type { StandingUser } from '../persistence/standing.repository.js';
import { TenantRepository } from '../persistence/tenant.repository.js';
import { readCredential } from './credential.js';
import { ISSUER } from './own-issuer.js';
import { claimedIssuer, presentedBy } from './presented.js';
import type { Principal } from './principal.js';
import { tokenExpired, tokenInvalid, tokenMissing } from './refused.js';
import { Standing } from './standing.js';
import { Tokens, type TokenReading } from './tokens.js';

/** What somebody may do now, by built-in and custom roles. */
function permissionsOfUser({ roles, granted }: StandingUser): readonly string[] {
  const builtIn: readonly string[] = permissionsOf(roles);
  return PERMISSIONS.filter((each) => builtIn.includes(each) || granted.includes(each));
}

function valid<T>(reading: TokenReading<T>): T {
  switch (reading.kind) {
    case 'valid':
      return reading;
    case 'expired':
      throw tokenExpired();
    case 'invalid':
      throw tokenInvalid();
  }
}

/** Finds out who asks, and how they stand now. */
@Injectable()
export class Authentication {
  constructor(
    private readonly tokens: Tokens,
    private readonly externalTokens: ExternalTokens,
    private readonly tenants: TenantRepository,
    private readonly standing: Standing,
  ) {}

  /** The principal of a request; a cookie counts only where `withCookie` says so. */
  async principalOf(request: HttpRequest, withCookie: boolean): Promise<Principal> {
    const shown = presentedBy(request, withCookie);
    if (shown === undefined) throw tokenMissing();
    if (shown.startsWith('mwk_')) return this.byApiKey(shown);
    const issuer = claimedIssuer(shown);
    if (issuer === ISSUER) return this.bySession(shown);
    return this.byExternalToken(await this.externalUser(shown, issuer));
  }

  /** Who an external token says its bearer is. */
  async externalUser(token: string, issuer = claimedIssuer(token)): Promise<ExternalUser> {
    if (issuer === undefined) throw tokenInvalid();
    return valid(await unlessUnavailable(this.externalTokens.read(token, issuer))).user;
  }

  private async bySession(token: string): Promise<Principal> {
    const { tenantId, userId, sessionId, expiresAt } = valid(await this.tokens.read(token));
    const user = await this.standing.ofSession(tenantId, sessionId);
    if (user?.userId !== userId) throw tokenInvalid('The session has ended; log in again.');
    return { by: 'session', sessionId, ...this.person(tenantId, user), expiresAt };
  }

  private async byExternalToken({ issuer, externalId, expiresAt }: ExternalUser) {
    const tenantId = await this.tenants.findId(issuer.tenant);
    const user =
      tenantId === undefined
        ? undefined
        : await this.standing.ofExternalIdentity(tenantId, issuer.issuer, externalId);
    if (tenantId === undefined || !user) {
      throw tokenInvalid('No user here is linked to this token, or the user is disabled.');
    }
    return { by: 'external_token' as const, ...this.person(tenantId, user), expiresAt };
  }

  private async byApiKey(text: string): Promise<Principal> {
    const shown = readCredential('mwk', text);
    if (!shown) throw tokenInvalid();
    const { tenantId, id, hash } = shown;
    const key = await this.standing.ofApiKey(tenantId, id);
    if (!key || !timingSafeEqual(key.secretHash, hash)) {
      throw tokenInvalid('The API key is unknown or revoked.');
    }
    if (key.expiresAt.getTime() <= Date.now()) throw tokenExpired('The API key has expired.');
    await this.standing.noteUse(tenantId, id, key.lastUsedAt);
    const permissions = permissionsOfUser(key).filter((each) => key.scopes.includes(each));
    return {
      by: 'api_key',
      userId: key.userId,
      caller: { tenantId, actor: `api_key:${id}`, name: key.name, roles: [], permissions },
      expiresAt: key.expiresAt,
    };
  }

  private person(tenantId: string, user: StandingUser): Pick<Principal, 'userId' | 'caller'> {
    const { userId, username, roles } = user;
    const permissions = permissionsOfUser(user);
    return {
      userId,
      caller: { tenantId, actor: `user:${userId}`, name: username, roles, permissions },
    };
  }
}
