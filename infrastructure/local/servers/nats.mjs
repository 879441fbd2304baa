/** A private NATS server with JetStream on loopback. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renderNatsConf } from '../../nats/accounts.mjs';
import { endLeftovers } from './leftovers.mjs';
import { ask } from './network.mjs';
import { findNats } from './programs.mjs';
import { startServer } from './server.mjs';

/**
 * Starts nats-server on a store directory. `users` are `{ user, password, publish, subscribe }`;
 * `confFile` is written 0600 at every start, so new permissions apply to kept streams.
 * Resolves with `{ host, port, pid, urlFor(user), stop() }`.
 */
export const startNats = async ({
  dataDir,
  users,
  confFile,
  logFile,
  port = 0,
  onStarted,
  ...conf
}) => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(dirname(confFile), { recursive: true });
  await endLeftovers(dataDir, { program: 'nats-server', endWith: 'SIGTERM' });
  const server = await startServer({
    title: 'NATS',
    command: findNats(),
    port,
    logFile,
    onStarted,
    endWith: 'SIGTERM',
    options: { cwd: dataDir },
    describe: (chosen) => {
      writeFileSync(confFile, renderNatsConf({ ...conf, port: chosen, storeDir: dataDir, users }), {
        mode: 0o600,
      });
      chmodSync(confFile, 0o600);
      return {
        args: ['-c', confFile],
        isReady: async () => (await ask({ port: chosen }))?.startsWith('INFO '),
      };
    },
  });
  return { ...server, urlFor: urlFor(server.port, users) };
};

/** Address of one user: `nats://user:password@127.0.0.1:port`. */
export const urlFor = (port, users) => (name) => {
  const { user, password } = users.find((candidate) => candidate.user === name);
  return `nats://${user}:${password}@127.0.0.1:${port}`;
};
