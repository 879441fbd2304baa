import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { validate as isUuid } from 'uuid';
import { GatewayConfig } from '../gateway.config.js';
import { ISSUER } from './own-issuer.js';

const AUDIENCE = 'millwright-api';
const ALGORITHM = 'HS256';

/** How long an access token is good for, at most. */
export const TOKEN_SECONDS = 15 * 60;

/** How far a clock may be ahead of ours. */
export const CLOCK_SECONDS = 60;

/** What an access token says; what its user may do is looked up, not believed. */
export interface AccessToken {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

/** What a token turned out to be. */
export type TokenReading<T> =
  ({ readonly kind: 'valid' } & T) | { readonly kind: 'expired' } | { readonly kind: 'invalid' };

const uuidOf = (value: unknown): string | undefined =>
  typeof value === 'string' && isUuid(value) ? value : undefined;

function accessTokenOf({ sub, tid, sid, iat, exp }: JWTPayload): AccessToken | undefined {
  const [userId, tenantId, sessionId] = [uuidOf(sub), uuidOf(tid), uuidOf(sid)];
  if (!userId || !tenantId || !sessionId || iat === undefined || exp === undefined)
    return undefined;
  if (isFromTheFuture(iat) || exp - iat > TOKEN_SECONDS) return undefined;
  return { tenantId, userId, sessionId, expiresAt: new Date(exp * 1000) };
}

/** Whether an instant, in seconds, lies further ahead than clocks differ. */
export const isFromTheFuture = (seconds: number): boolean =>
  seconds > Date.now() / 1000 + CLOCK_SECONDS;

/** What a failed verification says about a token. */
export const readingOf = (error: unknown): { readonly kind: 'expired' | 'invalid' } => ({
  kind: error instanceof errors.JWTExpired ? 'expired' : 'invalid',
});

/** Makes and reads our own short-lived access tokens. */
@Injectable()
export class Tokens {
  private readonly secret: Uint8Array;

  constructor(config: GatewayConfig) {
    this.secret = Buffer.from(config.jwtSecret, 'utf8');
  }

  /** A token of a session that ends with it at the latest. */
  async issue(
    of: { tenantId: string; userId: string; sessionId: string },
    sessionEndsAt: Date,
  ): Promise<{ readonly token: string; readonly seconds: number }> {
    const now = Math.floor(Date.now() / 1000);
    const seconds = Math.min(TOKEN_SECONDS, Math.floor(sessionEndsAt.getTime() / 1000) - now);
    const token = await new SignJWT({ tid: of.tenantId, sid: of.sessionId })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(of.userId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(this.secret);
    return { token, seconds };
  }

  async read(token: string): Promise<TokenReading<AccessToken>> {
    try {
      const { payload } = await jwtVerify(token, this.secret, {
        issuer: ISSUER,
        audience: AUDIENCE,
        algorithms: [ALGORITHM],
        requiredClaims: ['exp', 'iat', 'sub', 'tid', 'sid'],
      });
      const read = accessTokenOf(payload);
      return read ? { kind: 'valid', ...read } : { kind: 'invalid' };
    } catch (error) {
      return readingOf(error);
    }
  }
}
