/** Loopback ports that stay the same from start to start. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const listen = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });

/** True when nothing listens on the port. */
export const isPortFree = async (port) => (await listen(port)) !== undefined;

/** A port nothing listens on. */
export const freePort = () => listen(0);

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
};

/**
 * A port that will still be free when its server starts, and is none of those that others are to
 * have: below the range from which systems take the ports of outgoing connections.
 */
export const lastingPort = async (promised) => {
  const candidate = randomInt(20_000, 30_000);
  const isFree = !promised.includes(candidate) && (await isPortFree(candidate));
  return isFree ? candidate : lastingPort(promised);
};

/** `{ name: port }` as remembered in `ports.json`; a new or taken one is chosen anew, and told. */
export const rememberedPorts = async (stateDir, names, log) => {
  const file = join(stateDir, 'ports.json');
  const ports = read(file);
  for (const name of names) {
    const before = ports[name];
    if (before !== undefined && (await isPortFree(before))) continue;
    ports[name] = await lastingPort(Object.values(ports));
    if (before !== undefined) log(`port ${before} of ${name} is taken: now ${ports[name]}`);
  }
  mkdirSync(stateDir, { recursive: true, mode: 0o711 });
  writeFileSync(file, JSON.stringify(ports, null, 2));
  return ports;
};
