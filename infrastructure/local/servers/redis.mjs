/** A private Redis on loopback that keeps what it acknowledged (AOF) and never evicts. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { endLeftovers } from './leftovers.mjs';
import { ask } from './network.mjs';
import { findRedis } from './programs.mjs';
import { startServer } from './server.mjs';

const render = ({ port, dataDir, password }) => `bind 127.0.0.1
port ${port}
dir "${dataDir}"
requirepass ${password}
appendonly yes
appendfsync everysec
save ""
maxmemory 512mb
maxmemory-policy noeviction
`;

/** Starts Redis on a data directory; resolves with `{ url, host, port, pid, stop() }`. */
export const startRedis = async ({
  dataDir,
  password,
  confFile,
  logFile,
  port = 0,
  onStarted,
  atEnd,
}) => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(dirname(confFile), { recursive: true });
  await endLeftovers(dataDir, { program: 'redis-server', endWith: 'SIGTERM' });
  const server = await startServer({
    title: 'Redis',
    command: findRedis(),
    port,
    logFile,
    onStarted,
    atEnd,
    endWith: 'SIGTERM',
    options: { cwd: dataDir },
    describe: (chosen) => {
      writeFileSync(confFile, render({ port: chosen, dataDir, password }), { mode: 0o600 });
      chmodSync(confFile, 0o600);
      return {
        args: [confFile],
        isReady: async () =>
          (await ask({ port: chosen, request: `AUTH ${password}\r\nPING\r\n` }))?.includes('+PONG'),
      };
    },
  });
  return { ...server, url: `redis://:${password}@127.0.0.1:${server.port}` };
};
