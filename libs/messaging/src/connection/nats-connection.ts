import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { AgentHealth, AgentIdentity, currentSetting } from '@libs/runtime';
import {
  jetstream,
  jetstreamManager,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { identityFor } from './broker-identity.js';
import { NatsConfig } from './nats.config.js';
import { isLoopback, whyUnsafe } from './server-version.js';
import { provisionStreams } from './streams.js';

const API_TIMEOUT_MS = 3_000;

/** A server that is busy gives up on who is slow to sign; that says nothing about who may enter. */
const isRefusal = (fault: string): boolean =>
  /authorization|authentication/i.test(fault) && !/authentication timeout/i.test(fault);
const DRAIN_MS = 2_000;

/** An address without what must not be shown. */
export function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}

/** How to speak to a broker, where its address does not say it. */
export interface ConnectOptions {
  /** The text of a credentials file, asked for at every connect; it must not throw. */
  readonly creds?: (() => string) | undefined;
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly allowPlaintext?: boolean;
  readonly allowOld?: boolean;
}

/** Throws when an address would send secrets in clear to another machine. */
function requireTls({ protocol, hostname }: URL, allowPlaintext: boolean): void {
  if (protocol === 'tls:' || allowPlaintext || isLoopback(hostname)) return;
  throw new Error(
    `NATS at ${hostname} would be spoken to in clear: use tls://, or say NATS_ALLOW_PLAINTEXT=true.`,
  );
}

/** Closes a connection to a server that must not be trusted, and says why. */
async function requireSafe(connection: NatsConnection, url: URL, allowOld: boolean): Promise<void> {
  const unsafe = whyUnsafe(connection.info?.version ?? '0');
  if (unsafe === undefined || allowOld || isLoopback(url.hostname)) return;
  await connection.close();
  throw new Error(unsafe);
}

/** Opens a connection that never gives up by itself once it stood. */
export async function connectTo(
  url: string,
  name: string,
  inbox: string,
  waitSeconds: number,
  options: ConnectOptions = {},
): Promise<NatsConnection> {
  const address = new URL(url);
  requireTls(address, options.allowPlaintext ?? false);
  const connection = await dial(address, name, inbox, waitSeconds, options);
  await requireSafe(connection, address, options.allowOld ?? false);
  return connection;
}

async function dial(
  address: URL,
  name: string,
  inbox: string,
  waitSeconds: number,
  { creds, tls }: ConnectOptions,
): Promise<NatsConnection> {
  const identity = await identityFor(address, inbox, creds);
  const deadline = Date.now() + waitSeconds * 1000;
  for (;;) {
    try {
      return await connect({
        servers: address.host,
        ...identity,
        ...(address.protocol === 'tls:' && { tls: { ...tls } }),
        name,
        inboxPrefix: `_INBOX.${inbox}`,
        maxReconnectAttempts: -1,
        reconnectTimeWait: 250,
        pingInterval: 5_000,
        timeout: API_TIMEOUT_MS,
        ignoreAuthErrorAbort: true,
        noAsyncTraces: true,
      });
    } catch (error) {
      if (Date.now() > deadline || isRefusal(String(error))) {
        throw new Error(
          `No NATS server took ${name} in at ${withoutCredentials(address.href)} (${String(error)}); ` +
            'start it or correct NATS_URL.',
          { cause: error },
        );
      }
      await pause(500);
    }
  }
}

/** What a configuration says of the way to speak; `renewed` looks for credentials that replace its own. */
export function connectOptions(
  config: Omit<NatsConfig, 'natsUrl'>,
  renewed: () => string | undefined = () => undefined,
): ConnectOptions {
  const { natsCreds, natsTlsCa: ca, natsTlsCert: cert, natsTlsKey: key } = config;
  let creds = natsCreds ?? '';
  return {
    creds: natsCreds ? () => (creds = renewed() ?? creds) : undefined,
    tls: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) },
    allowPlaintext: config.natsAllowPlaintext,
    allowOld: config.allowOldNats,
  };
}

/** Brings every stream of a broker to its declared configuration. */
export async function provisionBroker(url: string, options: ConnectOptions = {}): Promise<void> {
  const connection = await connectTo(url, 'provisioning', 'platform', 30, options);
  try {
    await provisionStreams(await jetstreamManager(connection, { checkAPI: false }));
  } finally {
    await connection.close();
  }
}

/** The agent's one connection to the broker. */
@Injectable()
export class Broker {
  private readonly logger = new Logger('broker');
  private opened: NatsConnection | undefined;
  private client: JetStreamClient | undefined;
  private manager: JetStreamManager | undefined;
  /** Any number of requests may wait for it. */
  private readonly standing = new EventEmitter<{ again: [] }>().setMaxListeners(0);
  private stands = false;

  constructor(
    private readonly config: NatsConfig,
    private readonly identity: AgentIdentity,
    health: AgentHealth,
  ) {
    health.add('nats', () => this.connection.flush());
  }

  get connection(): NatsConnection {
    if (!this.opened) throw new Error('The connection to NATS is not open.');
    return this.opened;
  }

  get stream(): JetStreamClient {
    return (this.client ??= jetstream(this.connection, { timeout: API_TIMEOUT_MS }));
  }

  async api(): Promise<JetStreamManager> {
    const options = { timeout: API_TIMEOUT_MS, checkAPI: false };
    return (this.manager ??= await jetstreamManager(this.connection, options));
  }

  async open(): Promise<void> {
    const { agent, instanceId } = this.identity;
    const { natsUrl, natsConnectTimeoutSeconds } = this.config;
    this.opened = await connectTo(
      natsUrl,
      `${agent}/${instanceId}`,
      agent,
      natsConnectTimeoutSeconds,
      connectOptions(this.config, () => currentSetting(agent, 'natsCreds')),
    );
    this.stands = true;
    void this.followStatus(this.opened);
  }

  /**
   * Waits until the connection stands: what is given to a client while it dials may be dropped.
   * False when it did not within the time.
   */
  async isUp(timeoutMs: number): Promise<boolean> {
    if (this.stands) return true;
    const signal = AbortSignal.timeout(timeoutMs);
    return once(this.standing, 'again', { signal }).then(
      () => true,
      () => false,
    );
  }

  async close(): Promise<void> {
    const connection = this.opened;
    if (!connection || connection.isClosed()) return;
    const drained = connection.drain().then(
      () => true,
      () => false,
    );
    const done = await Promise.race([drained, pause(DRAIN_MS, false, { ref: false })]);
    if (!done) await connection.close();
  }

  private async followStatus(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') this.lost();
      if (status.type === 'reconnect') this.regained();
      if (status.type === 'error') this.logger.error(status.error);
    }
  }

  private lost(): void {
    this.stands = false;
    this.logger.warn('lost the connection to NATS');
  }

  private regained(): void {
    this.stands = true;
    this.standing.emit('again');
    this.logger.log('connected to NATS again');
  }
}
