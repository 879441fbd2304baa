import { Instant, PageRequest, PERMISSIONS, Text, TextList, Uuid, Whole } from '@libs/contracts';
import { ArrayMinSize } from 'class-validator';
import type { ApiKey } from '../persistence/api-key.repository.js';

const MOST = 200;

/** An API key without its secret. */
export class ApiKeyView {
  @Uuid() id!: string;
  @Text({ max: 100 }) name!: string;
  @Uuid({ description: 'In whose name it acts' }) userId!: string;
  @TextList({ max: MOST, words: PERMISSIONS }) scopes!: readonly string[];
  @Instant() createdAt!: string;
  @Instant() expiresAt!: string;
  @Instant({ optional: true, description: 'To the minute' }) lastUsedAt?: string;
  @Instant({ optional: true }) revokedAt?: string;
}

/** A new API key with its secret, which is shown only now. */
export class IssuedApiKeyView extends ApiKeyView {
  @Text({ max: 200, description: 'To be sent as bearer or X-API-Key; it cannot be shown again' })
  key!: string;
}

/** A key for a machine. */
export class NewApiKey {
  @Text({ max: 100, example: 'historian' }) name!: string;
  @ArrayMinSize(1)
  @TextList({ max: MOST, words: PERMISSIONS, description: 'Permissions that you have yourself' })
  scopes!: string[];
  @Whole({ min: 1, max: 365, optional: true, default: 90 }) expiresInDays?: number;
}

/** Which page of API keys to list. */
export class ListApiKeys extends PageRequest<ApiKeyView> {}

export function apiKeyView(key: ApiKey) {
  const { id, name, userId, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = key;
  return {
    id,
    name,
    userId,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
    ...(revokedAt && { revokedAt: revokedAt.toISOString() }),
  };
}
