import { Injectable } from '@nestjs/common';
import {
  StandingRepository,
  type StandingKey,
  type StandingUser,
} from '../persistence/standing.repository.js';

const REMEMBERED_MS = 1_000;
const REMEMBERED = 10_000;
const NOTE_USE_MS = 60_000;

interface Entry {
  readonly tenantId: string;
  readonly until: number;
  readonly answer: Promise<unknown>;
}

/**
 * Answers whether who showed a token may still come in. An answer is remembered for a second, so
 * that what another replica changed counts within that; what this process changed counts at once.
 */
@Injectable()
export class Standing {
  private readonly entries = new Map<string, Entry>();
  private readonly noted = new Map<string, number>();

  constructor(private readonly standings: StandingRepository) {}

  ofSession(tenantId: string, sessionId: string): Promise<StandingUser | undefined> {
    return this.remembered(tenantId, ['session', sessionId], () =>
      this.standings.ofSession(tenantId, sessionId),
    );
  }

  ofApiKey(tenantId: string, apiKeyId: string): Promise<StandingKey | undefined> {
    return this.remembered(tenantId, ['api_key', apiKeyId], () =>
      this.standings.ofApiKey(tenantId, apiKeyId),
    );
  }

  ofExternalIdentity(
    tenantId: string,
    issuer: string,
    externalId: string,
  ): Promise<StandingUser | undefined> {
    return this.remembered(tenantId, ['external', issuer, externalId], () =>
      this.standings.ofExternalIdentity(tenantId, issuer, externalId),
    );
  }

  /** Notes that a key was used, at most once a minute. */
  async noteUse(tenantId: string, apiKeyId: string, lastUsedAt: Date | null): Promise<void> {
    const now = Date.now();
    const last = Math.max(this.noted.get(apiKeyId) ?? 0, lastUsedAt?.getTime() ?? 0);
    if (now - last < NOTE_USE_MS) return;
    this.noted.set(apiKeyId, now);
    keepNewest(this.noted);
    await this.standings.noteUse(tenantId, apiKeyId);
  }

  /** Forgets a tenant's answers; to be called after every change of who may do what. */
  forget(tenantId: string): void {
    for (const [key, entry] of this.entries) {
      if (entry.tenantId === tenantId) this.entries.delete(key);
    }
  }

  private remembered<T>(
    tenantId: string,
    what: readonly string[],
    ask: () => Promise<T>,
  ): Promise<T> {
    const key = JSON.stringify([tenantId, ...what]);
    const known = this.entries.get(key);
    if (known && known.until > Date.now()) return known.answer as Promise<T>;
    const answer = ask();
    const entry = { tenantId, until: Date.now() + REMEMBERED_MS, answer };
    this.entries.delete(key);
    this.entries.set(key, entry);
    keepNewest(this.entries);
    // A fault is told to those who wait for it, and asked again by the next.
    answer.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    });
    return answer;
  }
}

function keepNewest(map: Map<string, unknown>): void {
  if (map.size <= REMEMBERED) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
