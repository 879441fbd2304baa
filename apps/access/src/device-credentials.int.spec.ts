import {
  gatewaySubjects,
  GetDeviceCredential,
  IssueDeviceCredential,
  ListDeviceCredentials,
  RevokeDeviceCredential,
} from '@libs/contracts';
import { connectTo } from '@libs/messaging';
import { ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { fmtCreds } from '@nats-io/jwt';
import { createUser, type KeyPair } from '@nats-io/nkeys';
import { v7 as uuidv7 } from 'uuid';
import { AccessModule } from './access.module.js';

describe('the access agent', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  const opened: NatsConnection[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('access', AccessModule);
    gateway = await plant.connect('gateway');
  });

  afterAll(async () => {
    for (const each of opened) await each.close();
    await plant.stop();
  });

  const issue = (name: string, rest: Partial<IssueDeviceCredential> = {}) =>
    ask(gateway, IssueDeviceCredential, { gateway: name, ...rest }, plant.caller());

  const ownKey = (own: KeyPair, name: string): { publicKey: string; proof: string } => ({
    publicKey: own.getPublicKey(),
    proof: Buffer.from(own.sign(Buffer.from(`${plant.tenantId}.${name}`))).toString('base64url'),
  });

  const revoke = (credentialId: string) =>
    ask(gateway, RevokeDeviceCredential, { credentialId }, plant.caller());

  const comeIn = async (name: string, creds: string | undefined): Promise<NatsConnection> => {
    const inbox = `devices.${plant.tenantId}.${name}`;
    const url = `nats://127.0.0.1:${plant.nats.port}`;
    const connection = await connectTo(url, name, inbox, 5, { creds: () => creds ?? '' });
    opened.push(connection);
    return connection;
  };

  /** Whether what a device sends for a gateway reaches the log. */
  const sends = async (device: NatsConnection, name: string): Promise<boolean> => {
    const subject = gatewaySubjects.ingest(plant.tenantId, name);
    return device.request(subject, '{}', { timeout: 1_000 }).then(
      () => true,
      () => false,
    );
  };

  it('lets a device in, for its own gateway only', async () => {
    const { creds, publicKey, revokedAt, ...issued } = await issue('line-1', { name: 'Panel PC' });
    expect(issued).toMatchObject({ gateway: 'line-1', name: 'Panel PC', issuedBy: 'user:tess' });
    expect([publicKey.slice(0, 1), revokedAt]).toEqual(['U', null]);
    const device = await comeIn('line-1', creds);
    expect(await sends(device, 'line-1')).toBe(true);
    expect(await sends(device, 'line-2')).toBe(false);
  });

  it('never keeps the secret of a key that it made', async () => {
    const { id, creds = '' } = await issue('line-3');
    const [seed = ''] = /SU[A-Z2-7]{56}/.exec(creds) ?? [];
    expect(seed).not.toBe('');
    const [row] = await plant.database.admin.query<{ text: string }[]>(
      'SELECT t::text AS text FROM access.device_credential t WHERE id = $1',
      [id],
    );
    expect(row?.text).not.toContain(seed);
    const shown = await ask(gateway, GetDeviceCredential, { credentialId: id }, plant.caller());
    expect(JSON.stringify(shown)).not.toContain(seed);
  });

  it('keeps it under seal only, for a repeated Idempotency-Key', async () => {
    const options = { idempotencyKey: 'line-9, please' };
    const request = { gateway: 'line-9' };
    const once = await ask(gateway, IssueDeviceCredential, request, plant.caller(), options);
    const again = await ask(gateway, IssueDeviceCredential, request, plant.caller(), options);
    expect(once.creds).toContain('USER NKEY SEED');
    expect(again).toEqual(once);
    const kept = await plant.database.admin.query('SELECT reply FROM access.idempotency');
    expect(JSON.stringify(kept)).not.toMatch(/SU[A-Z2-7]{56}/);
  });

  it('signs for a key that never left its device, once for ever', async () => {
    const own = createUser();
    const request = ownKey(own, 'line-4');
    const { id, jwt, creds } = await issue('line-4', request);
    expect(creds).toBeUndefined();
    const text = Buffer.from(fmtCreds(jwt, own)).toString();
    expect(await sends(await comeIn('line-4', text), 'line-4')).toBe(true);
    await revoke(id);
    await expect(issue('line-4', request)).rejects.toMatchObject({ problem: { status: 409 } });
  });

  it('signs for no key that its asker does not hold, so that nobody can have it revoked', async () => {
    const own = createUser();
    const ofLine10 = ownKey(own, 'line-10');
    const unproven = { problem: { status: 422, errors: [{ field: 'proof' }] } };
    const { publicKey } = ofLine10;
    await expect(issue('line-10', { publicKey })).rejects.toMatchObject(unproven);
    await expect(issue('line-11', ofLine10)).rejects.toMatchObject(unproven);
    const { proof } = ownKey(createUser(), 'line-10');
    await expect(issue('line-10', { publicKey, proof })).rejects.toMatchObject(unproven);
    const stranger = { ...plant.caller(), tenantId: uuidv7() };
    const stolen = { gateway: 'line-10', ...ofLine10 };
    await expect(ask(gateway, IssueDeviceCredential, stolen, stranger)).rejects.toMatchObject(
      unproven,
    );
  });

  it('says which field is at fault', async () => {
    const refused = (field: string) => ({ problem: { status: 422, errors: [{ field }] } });
    await expect(issue('rest')).rejects.toMatchObject(refused('gateway'));
    await expect(issue('line.*')).rejects.toMatchObject(refused('gateway'));
    await expect(issue('line-1', { publicKey: 'U'.repeat(56) })).rejects.toMatchObject(
      refused('publicKey'),
    );
    await expect(issue('line-1', { expiresInDays: 0 })).rejects.toMatchObject(
      refused('expiresInDays'),
    );
  });

  it('shuts out who came in by a revoked credential, and nobody else', async () => {
    const stays = await comeIn('line-6', (await issue('line-6')).creds);
    const leaving = await issue('line-6');
    const device = await comeIn('line-6', leaving.creds);
    expect(await sends(device, 'line-6')).toBe(true);
    expect((await revoke(leaving.id)).revokedAt).not.toBeNull();
    await eventually('the end of its way in', async () => !(await sends(device, 'line-6')));
    await expect(comeIn('line-6', leaving.creds)).rejects.toThrow(/authorization/i);
    expect(await sends(stays, 'line-6')).toBe(true);
    // Taking back twice is taking back.
    expect((await revoke(leaving.id)).revokedAt).not.toBeNull();
  });

  it('keeps a revocation through the loss of all that the broker knew', async () => {
    const { id, creds } = await issue('line-7');
    await revoke(id);
    await eventually('a broker that knows', async () => {
      const [row] = await plant.database.admin.query<{ told: Date | null }[]>(
        'SELECT broker_told_at AS told FROM access.device_credential WHERE id = $1',
        [id],
      );
      return row?.told instanceof Date;
    });
    await plant.restartNats({ wipe: true });
    await plant.startAgent('access', AccessModule);
    await eventually('the refusal', () =>
      comeIn('line-7', creds).then(
        async (connection) => {
          await connection.close();
          return false;
        },
        (error: unknown) => /authorization/i.test(String(error)),
      ),
    );
  }, 60_000);

  it('tells other tenants that there is no such credential', async () => {
    const { id } = await issue('line-8');
    const stranger = { ...plant.caller(), tenantId: uuidv7() };
    const request = { credentialId: id };
    for (const contract of [GetDeviceCredential, RevokeDeviceCredential]) {
      await expect(ask(gateway, contract, request as never, stranger)).rejects.toMatchObject({
        problem: { status: 404 },
      });
    }
    const list = { gateway: 'line-8' } as ListDeviceCredentials;
    expect((await ask(gateway, ListDeviceCredentials, list, stranger)).totalCount).toBe(0);
    expect((await ask(gateway, ListDeviceCredentials, list, plant.caller())).totalCount).toBe(1);
  });
});
