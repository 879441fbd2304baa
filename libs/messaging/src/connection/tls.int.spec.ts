import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  brokerUsers,
  makeBrokerKeys,
  publicKeyOf,
  startServer,
  type ServerProcess,
} from '@libs/testing';
import { connectTo } from './nats-connection.js';

describe('a broker that speaks TLS', () => {
  const keys = makeBrokerKeys();
  let directory: string;
  let server: ServerProcess;
  let ca: string;

  const addressOf = (protocol: string): string =>
    `${protocol}//${publicKeyOf(keys.account)}:${keys.signers['assets'] ?? ''}@localhost:${server.port}`;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'millwright-tls-'));
    const [certFile, keyFile] = [join(directory, 'cert.pem'), join(directory, 'key.pem')];
    const names = ['-subj', '/CN=broker', '-addext', 'subjectAltName=DNS:localhost'];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const files = ['-keyout', keyFile, '-out', certFile];
    const { status } = spawnSync('openssl', ['req', '-x509', ...key, ...names, ...files]);
    expect(status).toBe(0);
    ca = await readFile(certFile, 'utf8');
    server = await startServer({
      server: 'nats',
      port: 0,
      dataDir: join(directory, 'nats'),
      confFile: join(directory, 'nats.conf'),
      logFile: join(directory, 'nats.log'),
      users: brokerUsers,
      keys,
      tls: { certFile, keyFile },
    });
  });

  afterAll(async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('is spoken to when the authority that signed it is known', async () => {
    const connection = await connectTo(addressOf('tls:'), 'test', 'assets', 5, { tls: { ca } });
    expect(connection.info?.tls_required).toBe(true);
    await connection.flush();
    await connection.close();
  });

  it.each(['tls:', 'nats:'])(
    'is not trusted by %s when nobody known signed it',
    async (protocol) => {
      await expect(connectTo(addressOf(protocol), 'test', 'assets', 1)).rejects.toThrow(
        /self-signed certificate/,
      );
    },
  );
});
