import { createHash, randomBytes } from 'node:crypto';
import { parse, stringify } from 'uuid';

/** `mwr`: refresh token, `mwk`: API key. */
export type CredentialKind = 'mwr' | 'mwk';

/** A secret that names its tenant and row, so that it is found without looking across tenants. */
export interface Credential {
  readonly tenantId: string;
  readonly id: string;
  /** SHA-256 of the secret: all that is kept of it. */
  readonly hash: Buffer;
}

const SECRET_BYTES = 32;
const FORM = /^(mw[rk])_([\w-]{43})\.([\w-]{43})$/;

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Makes a secret for a row; the text is to be shown once. */
export function makeCredential(
  kind: CredentialKind,
  tenantId: string,
  id: string,
): { readonly text: string; readonly hash: Buffer } {
  const name = Buffer.concat([parse(tenantId), parse(id)]).toString('base64url');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { text: `${kind}_${name}.${secret}`, hash: hashOf(secret) };
}

/** What a text names; undefined when it is no secret of that kind. */
export function readCredential(kind: CredentialKind, text: string): Credential | undefined {
  const [, found, name = '', secret = ''] = FORM.exec(text) ?? [];
  const bytes = Buffer.from(name, 'base64url');
  // Several texts decode to the same bytes; only one of them was handed out.
  if (found !== kind || bytes.toString('base64url') !== name) return undefined;
  try {
    const [tenantId, id] = [stringify(bytes.subarray(0, 16)), stringify(bytes.subarray(16))];
    return { tenantId, id, hash: hashOf(secret) };
  } catch {
    return undefined;
  }
}
