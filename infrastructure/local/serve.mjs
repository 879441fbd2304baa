/**
 * One private server for a test, of any language and any runner: reads one line of JSON from
 * standard input, `{ "server": "postgres" | "nats" | "redis", … }` with the options of the start
 * function of that name, answers one line with its address and pid, and stops the server when
 * standard input ends, so that nothing outlives a killed test run.
 */
import { createInterface } from 'node:readline';
import { runLauncher } from './processes/lifetime.mjs';
import { startNats } from './servers/nats.mjs';
import { startPostgres } from './servers/postgres.mjs';
import { startRedis } from './servers/redis.mjs';

const start = { postgres: startPostgres, nats: startNats, redis: startRedis };

runLauncher(async () => {
  const lines = createInterface({ input: process.stdin });
  const inputEnded = new Promise((resolve) => lines.once('close', resolve));
  const request = await new Promise((resolve) => lines.once('line', resolve));
  const { server, ...options } = JSON.parse(request);
  const { ended, ...running } = await start[server](options);
  console.log(JSON.stringify(running));
  await Promise.race([inputEnded, ended]);
});
