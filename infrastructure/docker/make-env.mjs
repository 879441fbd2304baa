/**
 * Writes `.env`, or the file named, from `.env.example`, every empty secret made anew; a file that
 * is there already is kept.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { makeKey } from './nkey.mjs';

const at = (name) => new URL(`../../${name}`, import.meta.url);
const [file = at('.env')] = process.argv.slice(2);

const keys = {
  NATS_OPERATOR: makeKey('operator'),
  NATS_ACCOUNT: makeKey('account'),
  NATS_DEVICES: makeKey('account'),
  NATS_SYSTEM: makeKey('account'),
};

const madeFor = (name) => {
  if (/(PASSWORD|SECRET|SIGNING_KEY)$/.test(name)) return randomBytes(32).toString('hex');
  if (name.endsWith('_SECRETS_KEY')) return randomBytes(32).toString('base64url');
  if (name.endsWith('_SEED')) return (keys[name.slice(0, -5)] ?? makeKey('account')).seed;
  return keys[name]?.publicKey ?? '';
};

const filled = readFileSync(at('.env.example'), 'utf8').replace(
  /^(\w+)=$/gm,
  (_, name) => `${name}=${madeFor(name)}`,
);

try {
  writeFileSync(file, filled, { mode: 0o600, flag: 'wx' });
  console.log('.env is written. The first password of the user admin is its ADMIN_PASSWORD.');
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
  console.error('.env exists already and is kept: remove it first to make new secrets.');
  process.exit(1);
}
