import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type FlattenedJWSInput,
  type JWSHeaderParameters,
  type CryptoKey,
} from 'jose';

const TIMEOUT_MS = 5_000;
const ASK_AGAIN_MS = 30_000;
const FRESH_MS = 10 * 60_000;
const USABLE_MS = 24 * 60 * 60_000;

/** An issuer's keys cannot be had, and none are known from before. */
export class SigningKeysUnavailable extends Error {
  override readonly name = 'SigningKeysUnavailable';
}

/** The keys answered, and the token is at fault. */
const isTokensFault = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

/**
 * The public keys of an issuer. While it does not answer, keys known from before are used for up
 * to a day, and it is asked again only every half minute.
 */
export class SigningKeys {
  private readonly remote: ReturnType<typeof createRemoteJWKSet>;
  private unreachableUntil = 0;
  private lastReachedAt = 0;

  constructor(private readonly url: string) {
    this.remote = createRemoteJWKSet(new URL(url), {
      timeoutDuration: TIMEOUT_MS,
      cooldownDuration: ASK_AGAIN_MS,
      cacheMaxAge: FRESH_MS,
    });
  }

  readonly keyFor = async (
    header: JWSHeaderParameters,
    token: FlattenedJWSInput,
  ): Promise<CryptoKey> => {
    if (this.unreachableUntil > Date.now()) return this.known(header, token);
    try {
      const key = await this.remote(header, token);
      this.lastReachedAt = Date.now();
      return key;
    } catch (error) {
      if (isTokensFault(error)) throw error;
      this.unreachableUntil = Date.now() + ASK_AGAIN_MS;
      return this.known(header, token, error);
    }
  };

  private known(
    header: JWSHeaderParameters,
    token: FlattenedJWSInput,
    cause?: unknown,
  ): Promise<CryptoKey> {
    const keys = this.remote.jwks();
    if (!keys || Date.now() - this.lastReachedAt > USABLE_MS) {
      throw new SigningKeysUnavailable(`${this.url} does not answer`, { cause });
    }
    return createLocalJWKSet(keys)(header, token);
  }
}
