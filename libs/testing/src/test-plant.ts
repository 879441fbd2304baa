import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { permissionsOf, type Role } from '@libs/contracts';
import type { SchemaMigrations } from '@libs/database';
import { connectTo, provisionBroker, type Caller } from '@libs/messaging';
import {
  createAgent,
  forgetConfiguration,
  type HttpInterface,
  type RunningAgent,
} from '@libs/runtime';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import {
  brokerUsers,
  EVERY_DEVICE,
  makeBrokerKeys,
  publicKeyOf,
  type BrokerKeys,
} from './broker-keys.js';
import { eventually } from './probe.js';
import { startServer, type ServerProcess } from './server-process.js';
import { createDatabase, type TestDatabase } from './test-database.js';

const PASSWORD = 'test';
const SECRETS_KEY = Buffer.alloc(32, 'test').toString('base64url');

/** Tests ask from one address, as few people, and without a pause. */
const NO_RATE_LIMITS = Object.fromEntries(
  ['READS', 'WRITES', 'READINGS', 'TENANT', 'PUBLIC', 'HEALTH']
    .map((kind) => `RATE_LIMIT_${kind}_PER_MINUTE`)
    .concat('SIGN_INS_PER_ADDRESS_PER_MINUTE')
    .map((name) => [name, '1000000']),
);

/** What a test file needs of the outside world: servers, a database, and agents running on them. */
export class TestPlant {
  readonly tenantId = uuidv7();
  private readonly agents: RunningAgent[] = [];
  private readonly connections: NatsConnection[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly directory: string,
    readonly keys: BrokerKeys,
    public nats: ServerProcess,
    public redis: ServerProcess,
  ) {}

  static async start(schemas: readonly SchemaMigrations[]): Promise<TestPlant> {
    const directory = await mkdtemp(join(tmpdir(), 'millwright-test-'));
    const keys = makeBrokerKeys();
    const [database, nats, redis] = await Promise.all([
      createDatabase(schemas),
      startNats(directory, keys, 0),
      startRedis(directory, 0),
    ]);
    const plant = new TestPlant(database, directory, keys, nats, redis);
    await provisionBroker(plant.natsUrl('platform'));
    return plant;
  }

  natsUrl(user: string): string {
    const { account, system, signers } = this.keys;
    const seed = signers[user];
    if (seed === undefined) throw new Error(`The broker has no user ${user}.`);
    const key = publicKeyOf(user === 'sys' ? system : account);
    return `nats://${key}:${seed}@127.0.0.1:${this.nats.port}`;
  }

  /** A connection that may send for every gateway of every tenant, as no device may. */
  connectDevices(): Promise<NatsConnection> {
    return this.connect(EVERY_DEVICE.user);
  }

  /** A broker connection of one of the product's users, closed with the plant. */
  async connect(user: string): Promise<NatsConnection> {
    const connection = await connectTo(this.natsUrl(user), `test-${user}`, user, 10);
    this.connections.push(connection);
    return connection;
  }

  /** Starts an agent in this process, on this plant's servers. */
  async startAgent(
    agent: string,
    module: Type,
    options: { http?: HttpInterface; environment?: Record<string, string> } = {},
  ): Promise<RunningAgent> {
    this.setEnvironment(agent, options.environment);
    const running = await createAgent(agent, module, options.http);
    this.agents.push(running);
    return running;
  }

  /** The environment that an agent of this plant reads. */
  environmentOf(agent: string): Record<string, string> {
    const prefix = agent.toUpperCase();
    return {
      [`${prefix}_DATABASE_URL`]: this.database.urlFor(agent),
      [`${prefix}_NATS_URL`]: this.natsUrl(agent),
      ...(agent === 'access' && {
        ACCESS_DEVICES_ACCOUNT: publicKeyOf(this.keys.devices),
        ACCESS_DEVICES_SEED: this.keys.signers['devices'] ?? '',
        ACCESS_OPERATOR_SEED: this.keys.operator,
        ACCESS_SYSTEM_NATS_URL: this.natsUrl('sys'),
      }),
      [`${prefix}_SECRETS_KEY`]: SECRETS_KEY,
      ...NO_RATE_LIMITS,
      STORAGE_DIRECTORY: join(this.directory, 'files'),
      REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:${this.redis.port}`,
      ...(agent === 'audit' && { AUDIT_SIGNING_KEY: '01'.repeat(32) }),
    };
  }

  /** A person of this plant's tenant. */
  caller(name = 'tess', roles: readonly Role[] = ['admin']): Caller {
    const permissions = permissionsOf(roles);
    return { tenantId: this.tenantId, actor: `user:${name}`, name, roles, permissions };
  }

  /** Ends the broker as a crash would. */
  async killNats(): Promise<void> {
    process.kill(this.nats.pid, 'SIGKILL');
    await this.nats.stop();
  }

  /**
   * Starts a killed broker on its port again; `wipe` loses its store. Waits until the tests' own
   * connections stand, since a client drops what is sent while it dials.
   */
  async reviveNats(options: { wipe?: boolean } = {}): Promise<void> {
    if (options.wipe) await rm(join(this.directory, 'nats'), { recursive: true, force: true });
    this.nats = await startNats(this.directory, this.keys, this.nats.port);
    const open = this.connections.filter((each) => !each.isClosed());
    await Promise.all(open.map((each) => eventually('a connection again', () => stands(each))));
  }

  /** Kills the broker and starts it again. */
  async restartNats(options: { wipe?: boolean } = {}): Promise<void> {
    await this.killNats();
    await this.reviveNats(options);
  }

  async stop(): Promise<void> {
    for (const agent of this.agents.reverse()) await agent.stop();
    await Promise.all(this.connections.map((each) => each.close()));
    await Promise.all([this.nats.stop(), this.redis.stop()]);
    await this.database.drop();
    await rm(this.directory, { recursive: true, force: true });
  }

  private setEnvironment(agent: string, extra: Record<string, string> = {}): void {
    Object.assign(process.env, this.environmentOf(agent), extra);
    forgetConfiguration();
  }
}

const stands = (connection: NatsConnection): Promise<boolean> =>
  connection.flush().then(
    () => true,
    () => false,
  );

function startNats(directory: string, keys: BrokerKeys, port: number): Promise<ServerProcess> {
  return startServer({
    server: 'nats',
    port,
    dataDir: join(directory, 'nats'),
    confFile: join(directory, 'nats.conf'),
    logFile: join(directory, 'nats.log'),
    users: brokerUsers,
    keys,
  });
}

function startRedis(directory: string, port: number): Promise<ServerProcess> {
  return startServer({
    server: 'redis',
    port,
    dataDir: join(directory, 'redis'),
    confFile: join(directory, 'redis.conf'),
    logFile: join(directory, 'redis.log'),
    password: PASSWORD,
  });
}
