/**
 * Writes the NATS configuration of docker-compose.yml into a volume: users and permissions as the
 * built topology says, the password of `assets` from `ASSETS_NATS_PASSWORD`, and so on.
 */
import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderNatsConf } from './accounts.mjs';
import { readNatsUsers } from './users.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [file, storeDir, ...agents] = process.argv.slice(2);
const variableOf = (user) => `${user.toUpperCase().replaceAll('-', '_')}_NATS_PASSWORD`;

const users = [
  ...(await readNatsUsers(root, agents)),
  { user: 'sys', publish: [], subscribe: [] },
].map((each) => ({ ...each, password: process.env[variableOf(each.user)] }));

const missing = users.filter(({ password }) => !password).map(({ user }) => variableOf(user));
if (missing.length > 0) throw new Error(`not set: ${missing.join(', ')}`);

const conf = { host: '0.0.0.0', port: 4222, monitorPort: 8222, storeDir, users };
writeFileSync(file, renderNatsConf(conf), { mode: 0o600 });
