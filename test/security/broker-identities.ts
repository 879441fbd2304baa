import { connectTo, revokeUsers } from '@libs/messaging';
import { publicKeyOf, type BrokerKeys, type TestPlant } from '@libs/testing';
import { encodeUser, fmtCreds } from '@nats-io/jwt';
import { createUser, fromSeed, type KeyPair } from '@nats-io/nkeys';
import type { NatsConnection } from '@nats-io/transport-node';

/** A credential as a device holds it. */
export interface Credential {
  readonly key: string;
  readonly creds: string;
}

const pairOf = (seed: string | undefined): KeyPair => fromSeed(Buffer.from(seed ?? ''));

/** What a forger may change about a credential of a device. */
export interface Forgery {
  readonly signer?: string;
  readonly account?: string;
  readonly rights?: object;
  readonly scopedUser?: boolean;
  readonly expiresAt?: number;
  readonly presentedBy?: KeyPair;
}

/** A credential that the signing key of all devices gives out, or one that is like it. */
export async function issueCredential(
  keys: BrokerKeys,
  name: string,
  forgery: Forgery = {},
): Promise<Credential> {
  const user = createUser();
  const { rights = {}, scopedUser = true, expiresAt, presentedBy = user } = forgery;
  const account = forgery.account ?? publicKeyOf(keys.devices);
  const signer = pairOf(forgery.signer ?? keys.signers['devices']);
  const until = expiresAt === undefined ? {} : { exp: expiresAt };
  const jwt = await encodeUser(name, user, account, rights, { signer, scopedUser, ...until });
  return { key: user.getPublicKey(), creds: Buffer.from(fmtCreds(jwt, presentedBy)).toString() };
}

/** Connects as the holder of a credential. */
export function connectWith(
  plant: TestPlant,
  name: string,
  { creds }: Credential,
): Promise<NatsConnection> {
  const address = `nats://127.0.0.1:${plant.nats.port}`;
  return connectTo(address, name, `devices.${name}`, 1, { creds: () => creds });
}

/** Takes a credential back on the running server, as the agent `access` does. */
export function revoke(plant: TestPlant, { key }: Credential): Promise<void> {
  const steward = {
    systemUrl: plant.natsUrl('sys'),
    operatorSeed: plant.keys.operator,
    account: publicKeyOf(plant.keys.devices),
    options: {},
  };
  return revokeUsers(steward, new Map([[key, new Date()]]));
}
