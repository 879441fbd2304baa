import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { AgentHealth, AgentIdentity } from '@libs/runtime';
import {
  jetstream,
  jetstreamManager,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { NatsConfig } from './nats.config.js';
import { provisionStreams } from './streams.js';

const API_TIMEOUT_MS = 3_000;
const DRAIN_MS = 2_000;

/** An address without what must not be shown. */
export function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}

/** Opens a connection that never gives up by itself once it stood. */
export async function connectTo(
  url: string,
  name: string,
  inbox: string,
  waitSeconds: number,
): Promise<NatsConnection> {
  const { username, password, protocol, host } = new URL(url);
  const deadline = Date.now() + waitSeconds * 1000;
  for (;;) {
    try {
      return await connect({
        servers: `${protocol}//${host}`,
        ...(username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
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
      if (Date.now() > deadline || /authorization/i.test(String(error))) {
        throw new Error(
          `No NATS server took ${name} in at ${withoutCredentials(url)} (${String(error)}); ` +
            'start it or correct NATS_URL.',
          { cause: error },
        );
      }
      await pause(500);
    }
  }
}

/** Brings every stream of a broker to its declared configuration. */
export async function provisionBroker(url: string): Promise<void> {
  const connection = await connectTo(url, 'provisioning', 'platform', 30);
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
    );
    void this.followStatus(this.opened);
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
      if (status.type === 'disconnect') this.logger.warn('lost the connection to NATS');
      if (status.type === 'reconnect') this.logger.log('connected to NATS again');
      if (status.type === 'error') this.logger.error(status.error);
    }
  }
}
