/**
 * Writes `.env`, or the file named, from `.env.example`, every empty secret made anew. A file that is
 * there already keeps what it has and gets the secrets that it lacks, such as those of a new agent.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { makeKey, secretIn } from './nkey.mjs';

const at = (name) => new URL(`../../${name}`, import.meta.url);
const [file = at('.env')] = process.argv.slice(2);
const example = readFileSync(at('.env.example'), 'utf8');
const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';

const valuesIn = (text) => new Map([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, ...pair]) => pair));
const known = valuesIn(kept);

/** The public key of a seed that is kept belongs to that seed. */
const keyOf = (kind, name) => {
  const seed = known.get(`${name}_SEED`);
  return makeKey(kind, seed ? secretIn(seed) : undefined);
};
const keys = {
  NATS_OPERATOR: keyOf('operator', 'NATS_OPERATOR'),
  NATS_ACCOUNT: keyOf('account', 'NATS_ACCOUNT'),
  NATS_DEVICES: keyOf('account', 'NATS_DEVICES'),
  NATS_SYSTEM: keyOf('account', 'NATS_SYSTEM'),
};

const madeFor = (name) => {
  if (/(PASSWORD|SECRET|SIGNING_KEY)$/.test(name)) return randomBytes(32).toString('hex');
  if (name.endsWith('_SECRETS_KEY')) return randomBytes(32).toString('base64url');
  if (name.endsWith('_SEED')) return (keys[name.slice(0, -5)] ?? makeKey('account')).seed;
  return keys[name]?.publicKey ?? '';
};

const complete = () => {
  const unfilled = [...valuesIn(example)].filter(([name, value]) => !value && !known.get(name));
  const added = unfilled.map(([name]) => [name, madeFor(name)]).filter(([, value]) => value);
  const text = added.reduce((before, [name, value]) => {
    const line = `${name}=${value}`;
    const empty = new RegExp(`^${name}=$`, 'm');
    return empty.test(before) ? before.replace(empty, line) : `${before.trimEnd()}\n${line}\n`;
  }, kept);
  writeFileSync(file, text, { mode: 0o600 });
  return added.map(([name]) => name);
};

if (kept) {
  const added = complete();
  console.log(`.env is kept, ${added.length ? `with these added: ${added.join(', ')}` : 'whole'}.`);
} else {
  const filled = example.replace(/^(\w+)=$/gm, (_, name) => `${name}=${madeFor(name)}`);
  writeFileSync(file, filled, { mode: 0o600 });
  console.log('.env is written. The first password of the user admin is its ADMIN_PASSWORD.');
}
