import { Injectable } from '@nestjs/common';
import { ApiKeyRevoked, draft, type PermissionName } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { validate as isUuid } from 'uuid';
import type { Principal } from '../auth/principal.js';
import { Changes } from '../changes/changes.js';
import { ApiKeyRepository } from '../persistence/api-key.repository.js';
import { forbidden } from '../roles/rank.js';
import { keySubject, keyTold } from './api-key-events.js';

const OF_OTHERS: PermissionName = 'users.manage';

/** Takes a key back; to take it back again changes nothing. */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly changes: Changes,
    private readonly keys: ApiKeyRepository,
  ) {}

  async run(id: string, { userId, caller }: Principal): Promise<void> {
    await this.changes.run(caller, async (tx) => {
      const key = isUuid(id) ? await this.keys.lockFor(id, tx) : undefined;
      if (!key) throw Refusal.notFound('API key', id);
      if (key.userId !== userId && !caller.permissions.includes(OF_OTHERS)) {
        throw forbidden(`To revoke the key of somebody else needs the permission ${OF_OTHERS}.`);
      }
      if (key.revokedAt) return { reply: undefined, events: [] };
      const at = new Date();
      await this.keys.revoke(key, at, tx);
      const told = { ...keyTold(key), revokedAt: at.toISOString() };
      return { reply: undefined, events: [draft(ApiKeyRevoked, told, keySubject(key))] };
    });
  }
}
