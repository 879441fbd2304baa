import { Injectable } from '@nestjs/common';
import { ApiKeyIssued, draft } from '@libs/contracts';
import { v7 as uuidv7 } from 'uuid';
import { makeCredential } from '../auth/credential.js';
import type { Principal } from '../auth/principal.js';
import { Changes } from '../changes/changes.js';
import type { Asking } from '../http/agents-client.js';
import { ApiKeyRepository, type ApiKey } from '../persistence/api-key.repository.js';
import { assertMayGrant, forbidden } from '../roles/rank.js';
import { apiKeyView, type IssuedApiKeyView, type NewApiKey } from './api-key.dto.js';
import { keySubject, keyTold } from './api-key-events.js';

const DAY_MS = 86_400_000;

/** Issues a key that may do some of what its maker may do. */
@Injectable()
export class IssueApiKey {
  constructor(
    private readonly changes: Changes,
    private readonly keys: ApiKeyRepository,
  ) {}

  run(input: NewApiKey, { by, userId }: Principal, asking: Asking): Promise<IssuedApiKeyView> {
    const { caller } = asking;
    // A key that could make keys would never expire.
    if (by === 'api_key') throw forbidden('Only a person can issue an API key.');
    assertMayGrant(caller, input.scopes);
    return this.changes.once(asking, 'issueApiKey', input, async (tx) => {
      const createdAt = new Date();
      const key: ApiKey = {
        id: uuidv7(),
        userId,
        name: input.name,
        scopes: [...new Set(input.scopes)],
        createdAt,
        expiresAt: new Date(createdAt.getTime() + (input.expiresInDays ?? 90) * DAY_MS),
        lastUsedAt: null,
        revokedAt: null,
      };
      const { text, hash } = makeCredential('mwk', caller.tenantId, key.id);
      await this.keys.add(key, hash, tx);
      return {
        reply: { ...apiKeyView(key), key: text },
        events: [draft(ApiKeyIssued, keyTold(key), keySubject(key))],
      };
    });
  }
}
