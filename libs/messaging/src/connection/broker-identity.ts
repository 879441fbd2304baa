import { encodeUser } from '@nats-io/jwt';
import { createUser, fromSeed } from '@nats-io/nkeys';
import { credsAuthenticator, jwtAuthenticator, type Authenticator } from '@nats-io/transport-node';

interface ConnectAs {
  readonly authenticator?: Authenticator;
  readonly user?: string;
  readonly pass?: string;
}

const SIGNING_SEED = /^SA[A-Z2-7]{56}$/;

/** A credential made in this process, for it alone: what it may do is told by the account. */
async function signedBy(account: string, seed: string, name: string): Promise<ConnectAs> {
  const user = createUser();
  const signer = fromSeed(Buffer.from(seed));
  const jwt = await encodeUser(name, user, account, {}, { signer, scopedUser: true });
  return { authenticator: jwtAuthenticator(jwt, user.getSeed()) };
}

/** Text of credentials whose last line may have lost its end, as the parser does not forgive. */
const asCreds = (text: string): Uint8Array => Buffer.from(`${text.trim()}\n`);

/**
 * As whom to connect: by the text of a credentials file, or by what the address says. In an
 * address, a name and a password are those; an account and the seed of one of its signing keys
 * make a credential.
 */
export async function identityFor(
  { username, password }: URL,
  name: string,
  creds: (() => string) | undefined,
): Promise<ConnectAs> {
  if (creds) return { authenticator: credsAuthenticator(() => asCreds(creds())) };
  if (username === '') return {};
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  return SIGNING_SEED.test(pass) ? signedBy(user, pass, name) : { user, pass };
}
