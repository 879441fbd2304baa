import type { KeyObject } from 'node:crypto';
import { CompactSign, compactVerify, decodeProtectedHeader } from 'jose';
import type { Head, SignedHead } from '../domain/entry.js';
import { canonical } from './canonical.js';
import { publicKeyOf, type PublicKey } from './keys.js';

const ALGORITHM = 'EdDSA';

interface Statement extends Head {
  readonly tenant: string;
  readonly at: string;
}

/** A signed head is none of ours, or was changed. */
export class BadSignature extends Error {
  override readonly name = 'BadSignature';
}

/** Signs where a tenant's chain ends. */
export async function signHead(
  tenantId: string,
  { seq, hash }: Head,
  signedAt: Date,
  key: KeyObject,
): Promise<SignedHead> {
  const { keyId } = await publicKeyOf(key);
  const at = signedAt.toISOString();
  const statement: Statement = { tenant: tenantId, seq, hash, at };
  const jws = await new CompactSign(Buffer.from(canonical(statement)))
    .setProtectedHeader({ alg: ALGORITHM, kid: keyId, typ: 'audit-head+jws' })
    .sign(key);
  return { tenantId, day: at.slice(0, 10), seq, hash, signedAt: at, keyId, jws };
}

/** Reads a signed head by its signature alone; throws `BadSignature`. */
export async function readSignedHead(jws: string, keys: readonly PublicKey[]): Promise<SignedHead> {
  try {
    const { kid } = decodeProtectedHeader(jws);
    const found = keys.find((each) => each.keyId === kid);
    if (!found) throw new BadSignature(`its key ${String(kid)} is not among those given`);
    const { payload } = await compactVerify(jws, found.key, { algorithms: [ALGORITHM] });
    const { tenant, seq, hash, at } = JSON.parse(Buffer.from(payload).toString()) as Statement;
    return {
      tenantId: tenant,
      day: at.slice(0, 10),
      seq,
      hash,
      signedAt: at,
      keyId: found.keyId,
      jws,
    };
  } catch (error) {
    if (error instanceof BadSignature) throw error;
    throw new BadSignature('its signature does not hold', { cause: error });
  }
}
