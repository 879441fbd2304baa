/** A private NATS server with JetStream on loopback. */
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderNatsConf } from '../../nats/accounts.mjs';
import { addressBook, publicKeyOf } from '../../nats/keys.mjs';
import { endLeftovers } from './leftovers.mjs';
import { ask } from './network.mjs';
import { findNats } from './programs.mjs';
import { startServer } from './server.mjs';

/** Streams lie under their account's name: those of a former one go on under the present key. */
const adoptStreams = (dataDir, account) => {
  const stores = join(dataDir, 'jetstream');
  if (!existsSync(stores) || existsSync(join(stores, account))) return;
  const [former, ...others] = readdirSync(stores).filter((name) => /^(PLANT|A\w{55})$/.test(name));
  if (former && others.length === 0) renameSync(join(stores, former), join(stores, account));
};

/**
 * Starts nats-server on a store directory. `users` are `{ user, publish, subscribe }`, `keys` those
 * of `completeKeys`; `confFile` is written at every start, so new permissions apply to kept streams.
 * Resolves with `{ host, port, pid, url, urlFor(user), devicesAccount, stop() }`.
 */
export const startNats = async ({
  dataDir,
  users,
  keys,
  confFile,
  logFile,
  port = 0,
  onStarted,
  atEnd,
  ...conf
}) => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(dirname(confFile), { recursive: true });
  await endLeftovers(dataDir, { program: 'nats-server', endWith: 'SIGTERM' });
  adoptStreams(dataDir, await publicKeyOf(keys.account));
  const writeConf = async (chosen) => {
    const text = await renderNatsConf({ ...conf, port: chosen, storeDir: dataDir, keys, users });
    writeFileSync(confFile, text, { mode: 0o600 });
    chmodSync(confFile, 0o600);
  };
  const server = await startServer({
    title: 'NATS',
    command: findNats(),
    port,
    logFile,
    onStarted,
    atEnd,
    endWith: 'SIGTERM',
    options: { cwd: dataDir },
    describe: async (chosen) => {
      await writeConf(chosen);
      return {
        args: ['-c', confFile],
        isReady: async () => (await ask({ port: chosen }))?.startsWith('INFO '),
      };
    },
  });
  const url = `nats://127.0.0.1:${server.port}`;
  const urlFor = (await addressBook(keys))('127.0.0.1', server.port);
  return { ...server, url, urlFor, devicesAccount: await publicKeyOf(keys.devices) };
};
