/**
 * The keys behind the broker's identities. The operator signs the accounts. Each user has
 * a signing key of its own, scoped: what it signs may do what the account says of that key, and
 * nothing else. So an agent makes its own credential, for itself only.
 */
const seedOf = (pair) => Buffer.from(pair.getSeed()).toString();

/** Seeds of one installation: those that are known stay, new users get one. */
export const completeKeys = async (known, users) => {
  const { createAccount, createOperator } = await import('@nats-io/nkeys');
  const signers = Object.fromEntries(
    [...users, 'sys'].map((user) => [user, known?.signers?.[user] ?? seedOf(createAccount())]),
  );
  return {
    operator: known?.operator ?? seedOf(createOperator()),
    account: known?.account ?? seedOf(createAccount()),
    devices: known?.devices ?? seedOf(createAccount()),
    system: known?.system ?? seedOf(createAccount()),
    signers: { ...known?.signers, ...signers },
  };
};

/** The pair of keys that a seed stands for. */
export const pairOf = async (seed) => {
  const { fromSeed } = await import('@nats-io/nkeys');
  return fromSeed(Buffer.from(seed));
};

/** The public key that a seed belongs to. */
export const publicKeyOf = async (seed) => (await pairOf(seed)).getPublicKey();

/** Addresses by user: the account is the name in them, the seed to sign with the password. */
export const addressBook = async (keys) => {
  const account = await publicKeyOf(keys.account);
  const system = await publicKeyOf(keys.system);
  return (host, port) => (user) =>
    `nats://${user === 'sys' ? system : account}:${keys.signers[user]}@${host}:${port}`;
};
