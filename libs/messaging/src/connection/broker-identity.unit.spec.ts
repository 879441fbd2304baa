import { decode, encodeUser, fmtCreds, type User } from '@nats-io/jwt';
import { createAccount, createUser, fromPublic } from '@nats-io/nkeys';
import type { Auth } from '@nats-io/transport-node';
import { identityFor } from './broker-identity.js';

const NONCE = 'a nonce';
const account = createAccount().getPublicKey();
const seedOf = (pair: { getSeed(): Uint8Array }): string => Buffer.from(pair.getSeed()).toString();

interface Presented {
  readonly jwt: string;
  readonly sig: string;
}

const present = (authenticator: ((nonce?: string) => Auth) | undefined): Presented =>
  authenticator?.(NONCE) as Presented;

const isSignedBy = (key: string, { sig }: Presented): boolean =>
  fromPublic(key).verify(Buffer.from(NONCE), Buffer.from(sig, 'base64url'));

describe('as whom an agent connects', () => {
  it('a name and a password are those, whatever signs they hold', async () => {
    const address = new URL('nats://ann%40plant:p%3Aw%2Fd@broker:4222');
    expect(await identityFor(address, 'assets', undefined)).toEqual({
      user: 'ann@plant',
      pass: 'p:w/d',
    });
  });

  it('an address without a name is nobody', async () => {
    expect(await identityFor(new URL('nats://broker:4222'), 'assets', undefined)).toEqual({});
  });

  it('an account and a signing seed make a credential that claims no rights of its own', async () => {
    const signer = createAccount();
    const address = new URL(`nats://${account}:${seedOf(signer)}@broker:4222`);
    const { authenticator, ...rest } = await identityFor(address, 'assets', undefined);
    const presented = present(authenticator);
    const { iss, sub, name, nats } = decode<User>(presented.jwt);
    expect(rest).toEqual({});
    expect({ iss, name }).toEqual({ iss: signer.getPublicKey(), name: 'assets' });
    expect(nats).toEqual({ issuer_account: account, type: 'user', version: 2 });
    expect(isSignedBy(sub, presented)).toBe(true);
    expect(JSON.stringify(presented)).not.toContain(seedOf(signer));
  });

  it('each process gets a key of its own', async () => {
    const address = new URL(`nats://${account}:${seedOf(createAccount())}@broker:4222`);
    const both = [1, 2].map(() => identityFor(address, 'assets', undefined));
    const [one, other] = (await Promise.all(both)).map(
      ({ authenticator }) => decode(present(authenticator).jwt).sub,
    );
    expect(one).not.toBe(other);
  });

  it('a credentials file goes before the address', async () => {
    const user = createUser();
    const jwt = await encodeUser('line-1', user, createAccount());
    const creds = Buffer.from(fmtCreds(jwt, user)).toString();
    const address = new URL('nats://someone:else@broker:4222');
    const { authenticator, ...rest } = await identityFor(address, 'assets', () => creds);
    const presented = present(authenticator);
    expect(rest).toEqual({});
    expect(presented.jwt).toBe(jwt);
    expect(isSignedBy(user.getPublicKey(), presented)).toBe(true);
  });

  it.each(['not a file', ''])('refuses a credentials file that reads "%s"', async (text) => {
    const { authenticator } = await identityFor(new URL('nats://broker'), 'assets', () => text);
    expect(() => authenticator?.(NONCE)).toThrow(/credentials/);
  });
});
