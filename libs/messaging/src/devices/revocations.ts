import { decode, encodeAccount, type Account } from '@nats-io/jwt';
import { fromPublic, fromSeed } from '@nats-io/nkeys';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectTo, type ConnectOptions } from '../connection/nats-connection.js';

const TIMEOUT_MS = 3_000;

/** How to change an account: as the broker's steward, with the operator's signature. */
export interface Steward {
  /** Address of the system account's user. */
  readonly systemUrl: string;
  readonly operatorSeed: string;
  /** Public key of the account. */
  readonly account: string;
  readonly options: ConnectOptions;
}

/** Public keys of users, and until when what was issued to them is void. */
export type Revocations = ReadonlyMap<string, Date>;

interface Update {
  readonly data?: { readonly code?: number };
  readonly error?: { readonly description?: string };
}

/** Beyond what the clocks of two replicas differ: a key that is revoked never comes back. */
const AFTERWARDS_S = 300;

const seconds = (at: Date): number => Math.ceil(at.getTime() / 1000) + AFTERWARDS_S;

/**
 * Sees to it that the account voids these users' credentials; whoever came in by one is cut off.
 * Throws when the broker did not confirm.
 */
export async function revokeUsers(steward: Steward, revocations: Revocations): Promise<void> {
  const { systemUrl, options } = steward;
  const connection = await connectTo(systemUrl, 'access/revocations', 'sys', 5, options);
  try {
    const { claims, name } = await accountOf(connection, steward.account);
    const wanted = Object.fromEntries([...revocations].map(([key, at]) => [key, seconds(at)]));
    const known = claims.revocations ?? {};
    if (Object.entries(wanted).every(([key, at]) => (known[key] ?? 0) >= at)) return;
    const next = { ...claims, revocations: { ...known, ...wanted } };
    await update(connection, steward, name, next);
  } finally {
    await connection.close();
  }
}

async function accountOf(
  connection: NatsConnection,
  account: string,
): Promise<{ name: string; claims: Partial<Account> }> {
  const subject = `$SYS.REQ.ACCOUNT.${account}.CLAIMS.LOOKUP`;
  const answer = await connection.request(subject, '', { timeout: TIMEOUT_MS });
  const { name, nats } = decode<Account>(answer.string());
  return { name, claims: nats };
}

async function update(
  connection: NatsConnection,
  { account, operatorSeed }: Steward,
  name: string,
  claims: Partial<Account>,
): Promise<void> {
  const signer = fromSeed(Buffer.from(operatorSeed));
  const jwt = await encodeAccount(name, fromPublic(account), claims, { signer });
  const answer = await connection.request('$SYS.REQ.CLAIMS.UPDATE', jwt, { timeout: TIMEOUT_MS });
  const { data, error } = answer.json<Update>();
  if (data?.code !== 200) {
    throw new Error(`The broker did not take the account: ${error?.description ?? 'no reason'}.`);
  }
}
