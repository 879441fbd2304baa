import { natsUsers, type NatsUser } from '@libs/contracts';
import { createAccount, createOperator, fromSeed, type KeyPair } from '@nats-io/nkeys';

const seedOf = (pair: KeyPair): string => Buffer.from(pair.getSeed()).toString();

/** May send for every gateway of every tenant, so that a test needs one connection only. */
export const EVERY_DEVICE: NatsUser = {
  user: 'every-device',
  publish: ['ingest.*.*'],
  subscribe: ['_INBOX.every-device.>', 'reject.*.*', 'watermark.*.*'],
};

/** Who may speak to a test's broker. */
export const brokerUsers: readonly NatsUser[] = [...natsUsers(), EVERY_DEVICE];

/** Seeds of a test's broker: its operator, its accounts, and who signs for each user. */
export interface BrokerKeys {
  readonly operator: string;
  readonly account: string;
  readonly devices: string;
  readonly system: string;
  readonly signers: Readonly<Record<string, string>>;
}

/** Makes the seeds of one broker. */
export function makeBrokerKeys(): BrokerKeys {
  const users = [...brokerUsers.map(({ user }) => user), 'sys'];
  return {
    operator: seedOf(createOperator()),
    account: seedOf(createAccount()),
    devices: seedOf(createAccount()),
    system: seedOf(createAccount()),
    signers: Object.fromEntries(users.map((user) => [user, seedOf(createAccount())])),
  };
}

/** The public key that belongs to a seed. */
export function publicKeyOf(seed: string): string {
  return fromSeed(Buffer.from(seed)).getPublicKey();
}
