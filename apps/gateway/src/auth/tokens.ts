import { Injectable } from '@nestjs/common';
import { ROLES, type Role } from '@libs/contracts';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { validate as isUuid } from 'uuid';
import { GatewayConfig } from '../gateway.config.js';
import type { Account } from '../persistence/account.repository.js';
import type { Principal } from './principal.js';

const ISSUER = 'millwright';
const AUDIENCE = 'millwright-api';
const ALGORITHM = 'HS256';

/** How long a token is good for. */
export const TOKEN_SECONDS = 15 * 60;

/** What a token turned out to be. */
export type TokenReading =
  | { readonly kind: 'valid'; readonly principal: Principal }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' };

function principalOf({ sub, exp, tid, name, roles }: JWTPayload): Principal | undefined {
  if (typeof tid !== 'string' || !isUuid(tid) || !sub || !isUuid(sub)) return undefined;
  if (typeof name !== 'string' || !Array.isArray(roles) || exp === undefined) return undefined;
  const known = roles.filter((role): role is Role => ROLES.includes(role as Role));
  return {
    userId: sub,
    caller: { tenantId: tid, actor: `user:${sub}`, name, roles: known },
    expiresAt: new Date(exp * 1000),
  };
}

/** Makes and reads the short-lived tokens of local users. */
@Injectable()
export class Tokens {
  private readonly secret: Uint8Array;

  constructor(config: GatewayConfig) {
    this.secret = Buffer.from(config.jwtSecret, 'utf8');
  }

  issue(account: Account): Promise<string> {
    return new SignJWT({ tid: account.tenantId, name: account.username, roles: account.roles })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(account.id)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_SECONDS}s`)
      .sign(this.secret);
  }

  async read(token: string): Promise<TokenReading> {
    try {
      const { payload } = await jwtVerify(token, this.secret, {
        issuer: ISSUER,
        audience: AUDIENCE,
        algorithms: [ALGORITHM],
        requiredClaims: ['exp', 'iat', 'sub', 'tid', 'name', 'roles'],
      });
      const principal = principalOf(payload);
      return principal ? { kind: 'valid', principal } : { kind: 'invalid' };
    } catch (error) {
      return { kind: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  }
}
