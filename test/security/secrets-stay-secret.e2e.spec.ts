import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient, Chance, eventually, Launcher, report } from '@libs/testing';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { forms, seedSecrets } from './seeded-secrets.js';

const MINUTES = 60_000;

function filesBelow(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** Every row of every table, as text. */
async function* rowsOf(databaseUrl: string): AsyncGenerator<readonly [string, string]> {
  const source = new DataSource({ type: 'postgres', url: databaseUrl, installExtensions: false });
  await source.initialize();
  try {
    const tables = await source.query<{ name: string }[]>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(40);
    for (const { name } of tables) {
      const rows = await source.query<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`);
      yield [name, rows.map(({ row }) => row).join('\n')];
    }
  } finally {
    await source.destroy();
  }
}

/** Every value in Redis, as text. */
async function* valuesOf(redisUrl: string): AsyncGenerator<readonly [string, string]> {
  const redis = new Redis(redisUrl);
  try {
    for (const key of await redis.keys('*')) {
      switch (await redis.type(key)) {
        case 'string':
          yield [key, (await redis.get(key)) ?? ''];
          break;
        case 'hash':
          yield [key, JSON.stringify(await redis.hgetall(key))];
          break;
        case 'list':
          yield [key, JSON.stringify(await redis.lrange(key, 0, -1))];
          break;
        case 'set':
          yield [key, JSON.stringify(await redis.smembers(key))];
          break;
        case 'zset':
          yield [key, JSON.stringify(await redis.zrange(key, 0, -1))];
          break;
        case 'stream':
          yield [key, JSON.stringify(await redis.xrange(key, '-', '+'))];
          break;
        default:
          yield [key, ''];
      }
    }
  } finally {
    redis.disconnect();
  }
}

describe('a full run of the plant', () => {
  const chance = new Chance();
  const launcher = new Launcher();

  beforeAll(async () => {
    await launcher.start('--port', String(20_000 + chance.below(10_000)));
  }, 5 * MINUTES);

  afterAll(async () => {
    await launcher.stop();
    launcher.remove();
  }, MINUTES);

  it(
    'leaves no secret in its logs, its tables, its queues or its streams',
    async () => {
      const { apiUrl, migrations } = launcher.running;
      const admin = await new ApiClient(apiUrl).login('admin', launcher.adminPassword);
      const secrets = new Map([
        ...launcher.secrets,
        ...(await seedSecrets(admin, launcher.adminPassword)),
      ]);
      expect(secrets.size).toBeGreaterThan(20);
      await eventually('readings', async () => {
        const { body } = await admin.get<{ data: unknown[] }>('/api/v1/gateways');
        return body.data.length > 0;
      });
      // Who starts again reads all its secrets again, and tells what was cut off.
      for (const agent of ['gateway', 'notification']) await launcher.kill(agent);

      const places: (readonly [string, string])[] = [];
      for await (const place of rowsOf(migrations.databaseUrl)) places.push(place);
      for await (const place of valuesOf(launcher.redisUrl)) places.push(place);
      // Logs of agents and servers, and what the broker keeps of its streams.
      for (const file of ['logs', 'nats'].flatMap((each) => filesBelow(launcher.pathOf(each)))) {
        places.push([file, readFileSync(file, 'latin1')]);
      }
      const found = places.flatMap(([place, text]) =>
        [...secrets]
          .filter(([, secret]) => forms(secret).some((form) => text.includes(form)))
          .map(([name]) => `${name} in ${place}`),
      );
      report('secrets', { secrets: secrets.size, places: places.length, found: found.length });
      expect(found).toEqual([]);
    },
    5 * MINUTES,
  );
});
