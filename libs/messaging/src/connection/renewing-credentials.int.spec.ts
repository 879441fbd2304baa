import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  brokerUsers,
  eventually,
  makeBrokerKeys,
  publicKeyOf,
  startServer,
  type ServerProcess,
} from '@libs/testing';
import { encodeUser, fmtCreds } from '@nats-io/jwt';
import { createUser, fromSeed } from '@nats-io/nkeys';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectOptions, connectTo } from './nats-connection.js';
import { NatsConfig } from './nats.config.js';

describe('credentials in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'renewing-'));
  const file = join(folder, 'agent.creds');
  const keys = makeBrokerKeys();
  let server: ServerProcess;
  let connection: NatsConnection;

  const credsOf = async (role: string): Promise<string> => {
    const user = createUser();
    const options = { signer: fromSeed(Buffer.from(keys.signers[role] ?? '')), scopedUser: true };
    const jwt = await encodeUser(role, user, publicKeyOf(keys.account), {}, options);
    return Buffer.from(fmtCreds(jwt, user)).toString();
  };

  /** What only the platform may do. */
  const mayListStreams = (): Promise<boolean> =>
    connection.request('$JS.API.STREAM.NAMES', '', { timeout: 1_000 }).then(
      () => true,
      () => false,
    );

  beforeAll(async () => {
    server = await startServer({
      server: 'nats',
      port: 0,
      dataDir: join(folder, 'nats'),
      confFile: join(folder, 'nats.conf'),
      logFile: join(folder, 'nats.log'),
      users: brokerUsers,
      keys,
    });
  });

  afterAll(async () => {
    await connection.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it('are exchanged while the agent runs, and outlive the loss of the file', async () => {
    writeFileSync(file, await credsOf('assets'));
    // The configuration gives texts without the end of their last line.
    const inFile = (): string | undefined =>
      existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
    const config = Object.assign(new NatsConfig(), { natsCreds: readFileSync(file, 'utf8') });
    const options = connectOptions(config, inFile);
    connection = await connectTo(`nats://127.0.0.1:${server.port}`, 'test', 'platform', 5, options);
    expect(await mayListStreams()).toBe(false);

    writeFileSync(file, await credsOf('platform'));
    await connection.reconnect();
    await eventually('the rights of the new credentials', mayListStreams);

    rmSync(file);
    await connection.reconnect();
    await eventually('the connection without the file', mayListStreams);
  });
});
