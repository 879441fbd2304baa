import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key that heads are verified with, and what it is called. */
export interface PublicKey {
  readonly keyId: string;
  readonly jwk: JWK;
  readonly key: KeyObject;
}

function seedOf(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[\w-]{43}$/.test(text) ? Buffer.from(text, 'base64url') : undefined;
}

/** Reads a private key: PKCS #8 in PEM, a JWK, or the 32 bytes of a seed in hex or base64url. */
export function readSigningKey(text: string): KeyObject {
  const seed = seedOf(text);
  const key = seed
    ? createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
    : text.startsWith('{')
      ? createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' })
      : createPrivateKey(text.replaceAll('\\n', '\n'));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key is not one of Ed25519.');
  return key;
}

/** A public key with its name. */
export async function publicKeyOf(key: KeyObject): Promise<PublicKey> {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  const { kty, crv, x } = open.export({ format: 'jwk' });
  const bare = { ...(kty && { kty }), ...(crv && { crv }), ...(x && { x }) } as JWK;
  const keyId = await calculateJwkThumbprint(bare);
  const jwk = { ...bare, kid: keyId, alg: 'EdDSA', use: 'sig' };
  return { keyId, jwk, key: open };
}

/** Reads public keys: PEM, a JWK, a JWK set, or what `GET /api/v1/audit/key` answers. */
export async function readPublicKeys(text: string): Promise<PublicKey[]> {
  if (!text.trimStart().startsWith('{')) return [await publicKeyOf(createPublicKey(text))];
  const { keys, data, jwk, ...bare } = JSON.parse(text) as JWK & {
    keys?: JWK[];
    data?: { jwk: JWK };
    jwk?: JWK;
  };
  const found = keys ?? [data?.jwk ?? jwk ?? bare];
  return Promise.all(
    found.map((each) => publicKeyOf(createPublicKey({ key: each as JsonWebKey, format: 'jwk' }))),
  );
}
