import { Injectable } from '@nestjs/common';
import { jwtVerify, type JWTPayload } from 'jose';
import { isFromTheFuture, readingOf, type TokenReading } from '../auth/tokens.js';
import { GatewayConfig } from '../gateway.config.js';
import { firebaseIssuer, type Issuer } from './issuer.js';
import { readIssuers } from './issuer-list.js';
import { SigningKeys, SigningKeysUnavailable } from './signing-keys.js';

const CLOCK_TOLERANCE = 30;
const LONGEST_ID = 255;
const LONGEST_EMAIL = 320;

/** What an external token says of its user. */
export interface ExternalUser {
  readonly issuer: Issuer;
  readonly externalId: string;
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  readonly displayName: string | undefined;
  readonly expiresAt: Date;
}

/** A text that can be kept; Postgres takes no NUL. */
function textOf(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string' || value === '' || value.length > longest) return undefined;
  return value.includes('\u0000') ? undefined : value;
}

function userOf(issuer: Issuer, claims: JWTPayload): ExternalUser | undefined {
  const { sub, iat = Infinity, exp = 0, auth_time: authTime } = claims;
  const externalId = textOf(sub, LONGEST_ID);
  if (externalId === undefined || isFromTheFuture(iat)) return undefined;
  if (issuer.authTime && (typeof authTime !== 'number' || isFromTheFuture(authTime))) {
    return undefined;
  }
  const email = textOf(claims['email'], LONGEST_EMAIL);
  return {
    issuer,
    externalId,
    email,
    emailVerified: email !== undefined && claims['email_verified'] === true,
    displayName: textOf(claims['name'], 200),
    expiresAt: new Date(exp * 1000),
  };
}

/** Reads the tokens of configured issuers. */
@Injectable()
export class ExternalTokens {
  private readonly issuers: ReadonlyMap<string, { issuer: Issuer; keys: SigningKeys }>;

  constructor({ oidcIssuers, firebaseProjectId, firebaseTenant }: GatewayConfig) {
    const all = [
      ...(oidcIssuers === undefined ? [] : readIssuers(oidcIssuers)),
      ...(firebaseProjectId === undefined
        ? []
        : [firebaseIssuer(firebaseProjectId, firebaseTenant)]),
    ];
    this.issuers = new Map(
      all.map((issuer) => [issuer.issuer, { issuer, keys: new SigningKeys(issuer.jwksUrl) }]),
    );
  }

  /** Reads a token that says it comes from an issuer; throws while its keys cannot be had. */
  async read(token: string, issuedBy: string): Promise<TokenReading<{ user: ExternalUser }>> {
    const known = this.issuers.get(issuedBy);
    if (!known) return { kind: 'invalid' };
    const { issuer, keys } = known;
    try {
      const { payload } = await jwtVerify(token, keys.keyFor, {
        issuer: issuer.issuer,
        audience: issuer.audience,
        algorithms: [...issuer.algorithms],
        requiredClaims: ['exp', 'iat', 'sub'],
        clockTolerance: CLOCK_TOLERANCE,
      });
      const user = userOf(issuer, payload);
      return user ? { kind: 'valid', user } : { kind: 'invalid' };
    } catch (error) {
      if (error instanceof SigningKeysUnavailable) throw error;
      return readingOf(error);
    }
  }
}
