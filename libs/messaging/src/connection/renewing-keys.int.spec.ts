import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  brokerUsers,
  makeBrokerKeys,
  publicKeyOf,
  startServer,
  type BrokerKeys,
  type ServerProcess,
} from '@libs/testing';
import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connectTo, provisionBroker } from './nats-connection.js';

describe('a broker whose keys were all made anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'renewing-keys-'));

  afterAll(() => rmSync(folder, { recursive: true }));

  /** Does something on the broker of these keys, with its streams' management at hand. */
  async function within<T>(
    keys: BrokerKeys,
    work: (addressOf: (user: string) => string, api: JetStreamManager) => Promise<T>,
  ): Promise<T> {
    const server: ServerProcess = await startServer({
      server: 'nats',
      port: 0,
      dataDir: join(folder, 'nats'),
      confFile: join(folder, 'nats.conf'),
      logFile: join(folder, 'nats.log'),
      users: brokerUsers,
      keys,
    });
    const addressOf = (user: string): string =>
      `nats://${publicKeyOf(keys.account)}:${keys.signers[user] ?? ''}@127.0.0.1:${server.port}`;
    const platform = await connectTo(addressOf('platform'), 'test', 'platform', 5);
    try {
      return await work(addressOf, await jetstreamManager(platform, { checkAPI: false }));
    } finally {
      await platform.close();
      await server.stop();
    }
  }

  it('has its streams still', async () => {
    const [former, present] = [makeBrokerKeys(), makeBrokerKeys()];
    await within(former, async (addressOf) => {
      await provisionBroker(addressOf('platform'));
      const assets = await connectTo(addressOf('assets'), 'test', 'assets', 5);
      await jetstream(assets).publish('event.a.assets.thing.happened', 'kept');
      await assets.close();
    });
    const kept = await within(present, (_, api) => api.streams.getMessage('EVENTS', { seq: 1 }));
    expect(kept?.string()).toBe('kept');
  });
});
