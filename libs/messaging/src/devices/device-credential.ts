import { GATEWAY_NAME } from '@libs/contracts';
import { encodeUser, fmtCreds } from '@nats-io/jwt';
import { createUser, fromPublic, fromSeed, type KeyPair } from '@nats-io/nkeys';
import { validate as isUuid } from 'uuid';

/** Who lets devices into an account, and whom. */
export interface DeviceIdentity {
  /** Public key of the account. */
  readonly account: string;
  /** Seed of the account's signing key for devices: what it signs may do no more than its scope. */
  readonly signingSeed: string;
  readonly tenantId: string;
  readonly gateway: string;
  readonly expiresAt: Date;
  /** The device's own key; one is made where it is not given. */
  readonly publicKey?: string | undefined;
}

/** Signs what lets one device in; `creds` only where its key was made here. */
export async function signDevice(
  device: DeviceIdentity,
): Promise<{ publicKey: string; jwt: string; creds?: string }> {
  const { account, signingSeed, tenantId, gateway, expiresAt } = device;
  const own = device.publicKey === undefined ? createUser() : undefined;
  const user: KeyPair = own ?? fromPublic(device.publicKey ?? '');
  const jwt = await encodeUser(
    deviceName(tenantId, gateway),
    user,
    account,
    {},
    {
      signer: fromSeed(Buffer.from(signingSeed)),
      scopedUser: true,
      exp: Math.floor(expiresAt.getTime() / 1000),
    },
  );
  const creds = own && Buffer.from(fmtCreds(jwt, own)).toString();
  return { publicKey: user.getPublicKey(), jwt, ...(creds !== undefined && { creds }) };
}

/** What the broker calls a device, and what it signs to prove that a public key is its own. */
export function deviceName(tenantId: string, gateway: string): string {
  // The name becomes part of subjects, where a wildcard would open those of others.
  if (!isUuid(tenantId) || !GATEWAY_NAME.test(gateway)) {
    throw new Error(`"${tenantId}.${gateway}" is no name of a device.`);
  }
  return `${tenantId}.${gateway}`;
}

/** Whether a text is the public key of a user, its checksum included. */
export function isUserKey(text: string): boolean {
  try {
    return text.startsWith('U') && fromPublic(text).getPublicKey() === text;
  } catch {
    return false;
  }
}

/** Whether the one who holds the private key to a public one signed the text; base64url. */
export function hasSigned(publicKey: string, text: string, signature: string): boolean {
  const signed = Buffer.from(signature, 'base64url');
  return signed.length === 64 && fromPublic(publicKey).verify(Buffer.from(text), signed);
}
