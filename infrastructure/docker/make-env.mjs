/** Writes `.env` from `.env.example`, every empty secret made anew; an existing `.env` is kept. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const at = (name) => new URL(`../../${name}`, import.meta.url);
const filled = readFileSync(at('.env.example'), 'utf8').replace(
  /^(\w+(?:PASSWORD|SECRET))=$/gm,
  (_, name) => `${name}=${randomBytes(32).toString('hex')}`,
);

try {
  writeFileSync(at('.env'), filled, { mode: 0o600, flag: 'wx' });
  console.log('.env is written. The first password of the user admin is its ADMIN_PASSWORD.');
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
  console.error('.env exists already and is kept: remove it first to make new secrets.');
  process.exit(1);
}
