/** The servers as containers, where an engine answers. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderNatsConf } from '../../nats/accounts.mjs';
import { addressBook, publicKeyOf } from '../../nats/keys.mjs';
import { lastLines, runCommand } from '../processes/command.mjs';
import { atEnd, Fault } from '../processes/lifetime.mjs';
import { rememberedPorts } from './ports.mjs';

const composeFile = fileURLToPath(new URL('containers.yml', import.meta.url));

/** True when Docker Compose is installed and its engine answers. */
export const hasContainers = async () =>
  (await runCommand('docker', ['compose', 'version'])).code === 0 &&
  (await runCommand('docker', ['info'])).code === 0;

const writeConf = async (stateDir, { secrets, natsUsers }) => {
  const directory = join(stateDir, 'containers');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const natsConf = join(directory, 'nats.conf');
  const inContainer = { host: '0.0.0.0', port: 4222, storeDir: '/data', monitorPort: 8222 };
  // Readable by the servers' own users inside the containers; the directory above is closed.
  const conf = { ...inContainer, keys: secrets.nats, users: natsUsers };
  writeFileSync(natsConf, await renderNatsConf(conf), { mode: 0o644 });
  return { NATS_CONF: natsConf, REDIS_PASSWORD: secrets.redis };
};

const environment = async ({ stateDir, secrets, natsUsers, log }) => {
  const ports = await rememberedPorts(stateDir, ['postgres', 'nats', 'redis'], log);
  return {
    ...process.env,
    ...(await writeConf(stateDir, { secrets, natsUsers })),
    POSTGRES_PASSWORD: secrets.postgresOwner,
    POSTGRES_PORT: String(ports.postgres),
    NATS_PORT: String(ports.nats),
    REDIS_PORT: String(ports.redis),
  };
};

/** Starts these servers as containers; resolves with their addresses. */
export const startContainers = async ({ stateDir, names, secrets, natsUsers, log }) => {
  const env = await environment({ stateDir, secrets, natsUsers, log });
  const project = `millwright-${createHash('sha256').update(stateDir).digest('hex').slice(0, 8)}`;
  const compose = (...args) =>
    runCommand('docker', ['compose', '-p', project, '-f', composeFile, ...args], { env });
  atEnd(() => compose('stop', ...names));

  log(`starting containers of ${names.join(', ')}`);
  const { code, output } = await compose('up', '-d', '--wait', ...names);
  if (code !== 0) {
    throw new Fault(`Docker Compose could not start ${names.join(', ')}:\n${lastLines(output)}`);
  }
  const urlFor = (await addressBook(secrets.nats))('127.0.0.1', env.NATS_PORT);
  const local = (port) => ({ host: '127.0.0.1', port: Number(port), from: 'container' });
  return {
    postgres: {
      ...local(env.POSTGRES_PORT),
      user: 'millwright',
      password: secrets.postgresOwner,
      database: 'millwright',
      url: `postgres://millwright:${secrets.postgresOwner}@127.0.0.1:${env.POSTGRES_PORT}/millwright`,
    },
    nats: {
      ...local(env.NATS_PORT),
      url: `nats://127.0.0.1:${env.NATS_PORT}`,
      urlFor,
      devicesAccount: await publicKeyOf(secrets.nats.devices),
    },
    redis: {
      ...local(env.REDIS_PORT),
      url: `redis://:${secrets.redis}@127.0.0.1:${env.REDIS_PORT}`,
    },
  };
};
