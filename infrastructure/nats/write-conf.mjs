/**
 * Writes the NATS configuration of docker-compose.yml into a volume: users and rights as the built
 * topology says, who signs for `assets` from `ASSETS_NATS_SEED`, and so on.
 */
import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderNatsConf } from './accounts.mjs';
import { readNatsUsers } from './users.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [file, storeDir, ...agents] = process.argv.slice(2);
const users = await readNatsUsers(root, agents);
const missing = new Set();
const taken = (name) => {
  const value = process.env[name];
  if (!value) missing.add(name);
  return value;
};
const seedOf = (user) => taken(`${user.toUpperCase().replaceAll('-', '_')}_NATS_SEED`);

const keys = {
  operator: taken('NATS_OPERATOR_SEED'),
  account: taken('NATS_ACCOUNT_SEED'),
  devices: taken('NATS_DEVICES_SEED'),
  system: taken('NATS_SYSTEM_SEED'),
  signers: Object.fromEntries([...users, { user: 'sys' }].map(({ user }) => [user, seedOf(user)])),
};
if (missing.size > 0) throw new Error(`not set: ${[...missing].join(', ')}`);

const conf = { host: '0.0.0.0', port: 4222, monitorPort: 8222, storeDir, users, keys };
writeFileSync(file, await renderNatsConf(conf), { mode: 0o600 });
