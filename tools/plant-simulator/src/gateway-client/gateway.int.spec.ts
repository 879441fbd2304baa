import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { eventually } from '@libs/testing';
import { connectGateway } from './connection.js';
import { Gateway } from './gateway.js';
import type { Content, GatewayMessage } from './message.js';

const aContent = (value: number): Content => ({
  readings: [{ sensor: 'P-1.flow', at: '2026-11-21T08:00:00.000Z', value }],
});

jest.setTimeout(40_000);

describe('a gateway on a real broker', () => {
  let folder: string;
  let natsUrl: string;
  let server: ChildProcess;
  let plant: NatsConnection;
  let streams: JetStreamManager['streams'];
  let open: Gateway[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gateway-'));
    const port = await freePort();
    natsUrl = `nats://127.0.0.1:${port}`;
    server = spawn('nats-server', ['-a', '127.0.0.1', '-p', `${port}`, '-js', '-sd', folder], {
      stdio: 'ignore',
    });
    plant = await connectGateway(natsUrl, { tenantId: 't1', name: 'plant' }, () => undefined);
    ({ streams } = await jetstreamManager(plant));
  });
  afterAll(async () => {
    await plant.close();
    server.kill();
    await once(server, 'exit');
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    open = [];
    await createStream();
  });
  afterEach(async () => {
    await Promise.all(open.map((gateway) => gateway.close()));
    await streams.delete('INGEST');
    rmSync(join(folder, 'spool'), { recursive: true });
  });

  const createStream = (limits = {}) =>
    streams.add({ name: 'INGEST', subjects: ['ingest.>'], discard: 'new', ...limits });

  const openGateway = async () => {
    const gateway = new Gateway({
      connection: await connectGateway(
        natsUrl,
        { tenantId: 't1', name: 'line-1' },
        () => undefined,
      ),
      tenantId: 't1',
      name: 'line-1',
      spoolFolder: join(folder, 'spool'),
      log: () => undefined,
    });
    open.push(gateway);
    return gateway;
  };
  const stored = async () => (await streams.info('INGEST')).state.messages;
  const storedMessage = async (seq: number) => {
    const message = await streams.getMessage('INGEST', { seq });
    if (!message) throw new Error(`the stream holds no message ${seq}`);
    return { id: message.header.get('Nats-Msg-Id'), body: message.json<GatewayMessage>() };
  };
  const answer = (boot: string, seq: number) =>
    plant.publish('watermark.t1.line-1', JSON.stringify({ boot, seq }));

  it('publishes in order under identities of its own and forgets what the watermark has passed', async () => {
    const gateway = await openGateway();
    const sent = [1, 2, 3].map((value) => gateway.send(aContent(value)));
    await eventually('three messages are stored', async () => (await stored()) === 3);
    for (const [index, message] of sent.entries()) {
      expect(await storedMessage(index + 1)).toEqual({
        id: `t1.line-1.${message.boot}.${message.seq}`,
        body: message,
      });
    }
    answer(sent[0]?.boot ?? '', 2);
    await eventually('one message is unconfirmed', () => gateway.unconfirmed === 1);
    answer('another boot', 3);
    answer(sent[0]?.boot ?? '', 3);
    await gateway.untilUnconfirmedAtMost(0);
  });

  it('keeps offering what a full stream refuses, in order', async () => {
    await streams.delete('INGEST');
    await createStream({ max_msgs: 2 });
    const gateway = await openGateway();
    for (const value of [1, 2, 3, 4]) gateway.send(aContent(value));
    await eventually('the stream is full', async () => (await stored()) === 2);
    await streams.update('INGEST', { max_msgs: -1 });
    await eventually('the refused messages follow', async () => (await stored()) === 4);
    const seqs = await Promise.all(
      [1, 2, 3, 4].map(async (seq) => (await storedMessage(seq)).body.seq),
    );
    expect(seqs).toEqual([1, 2, 3, 4]);
  });

  it('publishes again, from the watermark on, what the broker took and lost', async () => {
    const gateway = await openGateway();
    const { boot } = gateway.send(aContent(1));
    gateway.send(aContent(2));
    await eventually('two messages are stored', async () => (await stored()) === 2);
    answer(boot, 1);
    await eventually('the first is confirmed', () => gateway.unconfirmed === 1);
    await streams.delete('INGEST');
    await createStream();
    await eventually('the second comes again', async () => (await stored()) === 1);
    expect((await storedMessage(1)).body).toMatchObject({ boot, seq: 2 });
  });

  it('goes on after a kill with what was not confirmed', async () => {
    const killed = await openGateway();
    const { boot } = killed.send(aContent(1));
    killed.send(aContent(2));
    await eventually('two messages are stored', async () => (await stored()) === 2);
    await streams.delete('INGEST');
    await createStream();

    const gateway = await openGateway();
    expect(gateway.unconfirmed).toBe(2);
    expect(gateway.send(aContent(3))).toMatchObject({ boot, seq: 3 });
    await eventually('all three are stored', async () => (await stored()) === 3);
  });

  it('counts the rejects it hears', async () => {
    const gateway = await openGateway();
    gateway.send(aContent(1));
    await eventually('the gateway listens', async () => (await stored()) === 1);
    plant.publish('reject.t1.line-1', JSON.stringify({ reason: 'unknown sensor' }));
    await eventually('the reject is heard', () => gateway.rejects === 1);
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
