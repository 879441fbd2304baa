/** Passwords and keys of one installation, made once and kept in `secrets.json` (0600). */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeKeys } from '../nats/keys.mjs';
import { Fault } from './processes/lifetime.mjs';

const secret = (bytes = 24) => randomBytes(bytes).toString('base64url');

const completed = (known, names, bytes) =>
  Object.fromEntries(names.map((name) => [name, known?.[name] ?? secret(bytes)]));

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw new Fault(
      `${file} cannot be read (${error.code ?? 'it is no JSON'}): put back a copy of it, since what it locks opens with nothing else; or begin anew with npm start -- --fresh.`,
    );
  }
};

const write = (file, secrets) => {
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
};

/** The secrets kept in the state directory, those of new roles and users added. */
export const loadSecrets = async (stateDir, { roles = [], natsUsers = [] } = {}) => {
  mkdirSync(stateDir, { recursive: true, mode: 0o711 });
  const file = join(stateDir, 'secrets.json');
  const known = read(file);
  const secrets = {
    postgresOwner: known.postgresOwner ?? secret(),
    postgresRoles: { ...known.postgresRoles, ...completed(known.postgresRoles, roles) },
    nats: await completeKeys(known.nats, natsUsers),
    secretsKeys: {
      ...known.secretsKeys,
      ...completed(known.secretsKeys, roles, 32),
    },
    redis: known.redis ?? secret(),
    jwt: known.jwt ?? secret(48),
    auditSigningKey: known.auditSigningKey ?? secret(32),
    adminPassword: known.adminPassword ?? secret(12),
    adminPasswordShown: known.adminPasswordShown ?? false,
  };
  if (JSON.stringify(secrets) !== JSON.stringify(known)) write(file, secrets);
  return secrets;
};

/** Remembers that the first password has been printed: it is printed once. */
export const rememberPasswordShown = (stateDir, secrets) =>
  write(join(stateDir, 'secrets.json'), { ...secrets, adminPasswordShown: true });
