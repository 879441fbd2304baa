import type { Break, Witness } from '../chain/chain-verifier.js';
import type { PublicKey } from '../chain/keys.js';
import { BadSignature, readSignedHead } from '../chain/signed-heads.js';
import type { SignedHead } from '../domain/entry.js';

/** A signed head as it was found. */
export interface Claim {
  /** Such as `the head signed on 2026-11-21`. */
  readonly told: string;
  readonly head: SignedHead;
}

/** What signed heads say of one tenant's trail. */
export interface Testimony {
  readonly witnesses: Witness[];
  /** A signed head that was changed. */
  broken?: Break;
}

function differs(found: SignedHead, signed: SignedHead): boolean {
  return (['tenantId', 'day', 'seq', 'hash', 'signedAt', 'keyId'] as const).some(
    (name) => found[name] !== signed[name],
  );
}

async function faultOf(head: SignedHead, keys: readonly PublicKey[]): Promise<string | undefined> {
  try {
    const signed = await readSignedHead(head.jws, keys);
    return differs(head, signed) ? 'it is not what was signed' : undefined;
  } catch (error) {
    if (error instanceof BadSignature) return error.message;
    throw error;
  }
}

/** Believes only what is signed by one of the keys; by tenant. */
export async function hearWitnesses(
  claims: readonly Claim[],
  keys: readonly PublicKey[],
): Promise<Map<string, Testimony>> {
  const heard = new Map<string, Testimony>();
  for (const { told, head } of claims) {
    const testimony = heard.get(head.tenantId) ?? { witnesses: [] };
    heard.set(head.tenantId, testimony);
    const fault = await faultOf(head, keys);
    if (fault === undefined) testimony.witnesses.push({ ...head, told });
    else {
      const { seq } = head;
      testimony.broken ??= { seq, since: seq, eventId: null, what: `${told}: ${fault}` };
    }
  }
  return heard;
}
