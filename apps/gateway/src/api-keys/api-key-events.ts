import type { ApiKey } from '../persistence/api-key.repository.js';

/** What every event of an API key tells. */
export function keyTold({ id: apiKeyId, name, userId, scopes, expiresAt }: ApiKey) {
  return { apiKeyId, name, userId, scopes: [...scopes], expiresAt: expiresAt.toISOString() };
}

export const keySubject = ({ id }: ApiKey): { subject: string } => ({ subject: `api_key/${id}` });
