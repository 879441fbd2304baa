/**
 * The NATS configuration: an operator, the account PLANT with a scoped signing key for each user,
 * the account DEVICES for the sensor gateways, and a system account. Accounts, never a bare `authorization` block, which servers
 * before 2.9.23 let anybody pass (CVE-2023-47090). The file holds public keys and signatures only.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairOf, publicKeyOf } from './keys.mjs';

const quote = (text) => JSON.stringify(String(text));
const unlimited = { conn: -1, subs: -1, data: -1, payload: -1, imports: -1, exports: -1 };
const stores = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };
const nothing = { deny: ['>'] };

/**
 * What passes between PLANT and DEVICES. The broker confirms what a log takes to whatever subject the
 * sender asks, whether that one may write to it or not (`$JS.API.STREAM.PURGE.INGEST`, say). As a
 * service the log confirms within the sender's own account, where nothing but devices listens.
 */
const passages = [
  { name: 'ingest', subject: 'ingest.*.*', type: 'service' },
  { name: 'reject', subject: 'reject.*.*', type: 'stream' },
  { name: 'watermark', subject: 'watermark.*.*', type: 'stream' },
];

/** What a user named `<tenant>.<gateway>` may do in the place of every device. */
const ofOneDevice = (subject) => subject.replace('*.*', '{{name()}}');

/** An empty allow list would mean "everything" to the server, so it is written as a refusal. */
const allowing = (subjects) => (subjects.length > 0 ? { allow: subjects } : nothing);

const scopeOf = async (seed, { user, publish, subscribe }) => {
  const isDevice = user === 'devices';
  const written = isDevice ? (subjects) => subjects.map(ofOneDevice) : (subjects) => subjects;
  return {
    kind: 'user_scope',
    key: await publicKeyOf(seed),
    role: user,
    template: {
      pub: allowing(written(publish)),
      sub: allowing(written(subscribe)),
      subs: -1,
      data: -1,
      payload: -1,
      type: 'user',
      version: 2,
    },
  };
};

const claimsIn = (jwt) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

/** Credentials that were revoked while the server ran: it keeps the account as it was last told. */
const knownRevocations = (storeDir, account) => {
  try {
    const jwt = readFileSync(join(storeDir, 'accounts', `${account}.jwt`), 'utf8');
    return claimsIn(jwt).nats.revocations ?? {};
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
};

const signAccounts = async ({ keys, users, storeDir }) => {
  const { encodeAccount, encodeOperator } = await import('@nats-io/jwt');
  const [operator, plant, devices, system] = await Promise.all(
    [keys.operator, keys.account, keys.devices, keys.system].map(pairOf),
  );
  const signed = { signer: operator };
  const scopes = (list) => Promise.all(list.map((each) => scopeOf(keys.signers[each.user], each)));
  const steward = {
    user: 'sys',
    publish: ['$SYS.REQ.CLAIMS.UPDATE', '$SYS.REQ.ACCOUNT.*.CLAIMS.LOOKUP'],
    subscribe: ['_INBOX.sys.>'],
  };
  const plantClaims = {
    limits: { ...unlimited, ...stores, wildcards: true, leaf: 0 },
    signing_keys: await scopes(users.filter(({ user }) => user !== 'devices')),
    revocations: knownRevocations(storeDir, plant.getPublicKey()),
    exports: passages,
  };
  const devicesClaims = {
    limits: { ...unlimited, wildcards: true, leaf: 0 },
    signing_keys: await scopes(users.filter(({ user }) => user === 'devices')),
    revocations: knownRevocations(storeDir, devices.getPublicKey()),
    imports: passages.map((passage) => ({ ...passage, account: plant.getPublicKey() })),
  };
  const systemClaims = {
    limits: { ...unlimited, wildcards: true, leaf: 0 },
    signing_keys: await scopes([steward]),
  };
  return {
    operator: await encodeOperator('millwright', operator, {
      system_account: system.getPublicKey(),
    }),
    system: system.getPublicKey(),
    accounts: {
      [plant.getPublicKey()]: await encodeAccount('PLANT', plant, plantClaims, signed),
      [devices.getPublicKey()]: await encodeAccount('DEVICES', devices, devicesClaims, signed),
      [system.getPublicKey()]: await encodeAccount('SYS', system, systemClaims, signed),
    },
  };
};

const renderTls = (tls) =>
  tls
    ? `tls: {
  cert_file: ${quote(tls.certFile)}
  key_file: ${quote(tls.keyFile)}
${tls.caFile ? `  ca_file: ${quote(tls.caFile)}\n  verify: true\n` : ''}}
`
    : '';

/**
 * Text of a nats-server.conf (2.9 and newer). `keys` are those of `completeKeys`, `users`
 * `{ user, publish, subscribe }`, `tls` `{ certFile, keyFile, caFile }`.
 */
export const renderNatsConf = async ({
  port,
  storeDir,
  keys,
  users,
  tls,
  host = '127.0.0.1',
  maxPayload = '8MB',
  maxPending = '64MB',
  maxMemory = '256MB',
  maxFile = '20GB',
  monitorPort,
}) => {
  const { operator, system, accounts } = await signAccounts({ keys, users, storeDir });
  return `server_name: millwright
listen: ${quote(`${host}:${port}`)}
${monitorPort ? `http: ${quote(`${host}:${monitorPort}`)}\n` : ''}max_payload: ${maxPayload}
max_pending: ${maxPending}
ping_interval: "20s"
write_deadline: "10s"
${renderTls(tls)}
jetstream: {
  store_dir: ${quote(storeDir)}
  max_memory_store: ${maxMemory}
  max_file_store: ${maxFile}
}

operator: ${operator}
system_account: ${system}
resolver: {
  type: full
  dir: ${quote(join(storeDir, 'accounts'))}
  allow_delete: false
  interval: "2m"
}
resolver_preload: {
${Object.entries(accounts)
  .map(([key, jwt]) => `  ${key}: ${jwt}`)
  .join('\n')}
}
`;
};
