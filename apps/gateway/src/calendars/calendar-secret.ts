import { parse, stringify, validate } from 'uuid';

const TENANT_BYTES = 16;

/** The secret of an address: whose calendar it is, and what only they know. */
export const addressOf = (tenantId: string, secret: string): string =>
  `${Buffer.from(parse(tenantId)).toString('base64url')}.${secret}`;

/** What an address says; nothing when it is none. */
export function readAddress(address: string): { tenantId: string; secret: string } | undefined {
  const [tenant = '', secret = '', ...rest] = address.split('.');
  const bytes = Buffer.from(tenant, 'base64url');
  if (bytes.length !== TENANT_BYTES || secret === '' || secret.length > 100) return undefined;
  if (rest.length > 1 || (rest.length === 1 && rest[0] !== 'ics')) return undefined;
  const tenantId = hexUuid(bytes);
  return tenantId === undefined ? undefined : { tenantId, secret };
}

function hexUuid(bytes: Buffer): string | undefined {
  try {
    const text = stringify(bytes);
    return validate(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
