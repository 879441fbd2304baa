import { isDeepStrictEqual } from 'node:util';
import { provisionBroker } from '@libs/messaging';
import { brokerUsers, EVERY_DEVICE, publicKeyOf, report, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstreamManager } from '@nats-io/jetstream';
import { createAccount, createUser } from '@nats-io/nkeys';
import { AuthorizationError, PermissionViolationError } from '@nats-io/nats-core';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import {
  connectWith,
  issueCredential,
  revoke,
  type Credential,
  type Forgery,
} from './broker-identities.js';
import { AGENTS, brokerRules, type Device, type Rule } from './broker-rules.js';

const [ours, theirs] = [uuidv7(), uuidv7()];
const DEVICES: readonly Device[] = [
  { user: 'device', tenant: ours, gateway: 'line-1' },
  { user: 'device of the same tenant', tenant: ours, gateway: 'line-2' },
  { user: 'device of another tenant', tenant: theirs, gateway: 'line-1' },
];
const USERS = [...AGENTS, 'platform', 'sys', ...DEVICES.map(({ user }) => user)];
const REFUSED_TO_ALL = 'nobody.may';
const seconds = (): number => Math.floor(Date.now() / 1000);

/** What the broker refused, as `publish x` and `subscription x`, when all of it was tried. */
async function refusalsOf(
  connection: NatsConnection,
  rules: readonly Rule[],
): Promise<Set<string>> {
  const refusals = new Set<string>();
  const statuses = connection.status();
  for (const { subject } of rules) connection.subscribe(subject, { callback: () => undefined });
  for (const { subject } of rules) connection.publish(subject);
  connection.publish(REFUSED_TO_ALL);
  for await (const status of statuses) {
    if (status.type !== 'error' || !(status.error instanceof PermissionViolationError)) continue;
    if (status.error.subject === REFUSED_TO_ALL) return refusals;
    refusals.add(`${status.error.operation} ${status.error.subject}`);
  }
  throw new Error('The connection was closed before everything was tried.');
}

/** Waits until the broker cut a connection and refuses to take it back. */
async function cutOff(connection: NatsConnection): Promise<void> {
  let isCut = false;
  for await (const status of connection.status()) {
    isCut ||= status.type === 'disconnect';
    if (isCut && status.type === 'error' && status.error instanceof AuthorizationError) return;
  }
  throw new Error('The connection was closed.');
}

describe('the broker', () => {
  let plant: TestPlant;
  let cells = 0;
  const wrong: string[] = [];

  const connectAs = async (user: string): Promise<NatsConnection> => {
    const device = DEVICES.find((each) => each.user === user);
    if (!device) return plant.connect(user);
    const name = `${device.tenant}.${device.gateway}`;
    return connectWith(plant, name, await issueCredential(plant.keys, name));
  };
  const isRefused = async (name: string, credential: Credential): Promise<boolean> => {
    const connection = await connectWith(plant, name, credential).catch((error: unknown) => {
      expect(String(error)).toMatch(/authorization violation/i);
      return undefined;
    });
    await connection?.close();
    return connection === undefined;
  };
  const mustBeRefused = async (who: string, name: string, held: Credential): Promise<void> => {
    cells += 1;
    if (!(await isRefused(name, held))) wrong.push(`${who} was let in`);
  };

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
  });

  afterAll(async () => {
    report('nats', { cells, wrong: wrong.length });
    await plant.stop();
  });

  it('has no user that the rules do not know', () => {
    const known = [...AGENTS, 'platform', 'devices', EVERY_DEVICE.user].sort();
    expect(brokerUsers.map(({ user }) => user).sort()).toEqual(known);
  });

  it.each(USERS)('lets the %s send and hear what the rules say, and nothing else', async (user) => {
    const rules = brokerRules(publicKeyOf(plant.keys.account), DEVICES);
    const connection = await connectAs(user);
    const refusals = await refusalsOf(connection, rules);
    await connection.close();
    const found = rules.flatMap(({ subject, publish, subscribe }) => [
      { what: `publish ${subject}`, may: publish.includes(user) },
      { what: `subscription ${subject}`, may: subscribe.includes(user) },
    ]);
    const faults = found
      .filter(({ what, may }) => refusals.has(what) === may)
      .map(({ what, may }) => `${user}: ${what} is ${may ? 'refused' : 'allowed'}`);
    cells += found.length;
    wrong.push(...faults);
    expect(faults).toEqual([]);
  });

  const stranger = (): string => Buffer.from(createAccount().getSeed()).toString();
  const everything = { pub: { allow: ['>'] }, sub: { allow: ['>'] } };
  const forgeries: readonly (readonly [string, () => Forgery])[] = [
    ['rights written into it', () => ({ rights: everything, scopedUser: false })],
    ['rights beside those of its key', () => ({ rights: everything })],
    ['limits taken away', () => ({ rights: { subs: -1 }, scopedUser: false })],
    ['a time that is over', () => ({ expiresAt: seconds() - 1 })],
    ['the signature of a stranger', () => ({ signer: stranger() })],
    ['the seed of another user', () => ({ presentedBy: createUser() })],
    ['the system account in it', () => ({ account: publicKeyOf(plant.keys.system) })],
    [
      'the account of a stranger',
      () => ({ account: publicKeyOf(stranger()), signer: plant.keys.signers['devices'] ?? '' }),
    ],
  ];

  it.each(forgeries)('lets nobody in whose credential has %s', async (what, forgery) => {
    const name = `${ours}.line-1`;
    const before = wrong.length;
    await mustBeRefused(what, name, await issueCredential(plant.keys, name, forgery()));
    expect(wrong.slice(before)).toEqual([]);
  });

  it.each(['nats://', 'nats://devices:devices@', 'nats://platform:test@', 'nats://sys:@'])(
    'lets nobody in who comes as %s',
    async (address) => {
      cells += 1;
      const options = { servers: `127.0.0.1:${plant.nats.port}`, reconnect: false };
      const { username: user, password: pass } = new URL(`${address}host`);
      const { connect } = await import('@nats-io/transport-node');
      const outcome = await connect(user ? { ...options, user, pass } : options).then(
        (connection) => connection.close().then(() => 'let in'),
        (error: unknown) => error,
      );
      if (outcome === 'let in') wrong.push(`${address} was let in`);
      expect(outcome).toBeInstanceOf(AuthorizationError);
    },
  );

  it('confirms what a device sent on no subject that is closed to the device itself', async () => {
    const { tenant, gateway } = DEVICES[0] ?? { tenant: '', gateway: '' };
    const own = `ingest.${tenant}.${gateway}`;
    // The platform, which may, has deleted the streams when it tried everything.
    await provisionBroker(plant.natsUrl('platform'));
    const api = await jetstreamManager(await plant.connect('platform'), { checkAPI: false });
    const device = await connectAs('device');
    const stateOf = async (): Promise<Record<string, object | undefined>> =>
      Object.fromEntries(
        await Promise.all(
          ['INGEST', 'READINGS', 'EVENTS', 'FEEDBACK', 'AGENTS'].map(async (stream) => {
            const { state } = await api.streams.info(stream, { subjects_filter: '>' });
            return [stream, { first: state.first_seq, subjects: state.subjects }] as const;
          }),
        ),
      );
    await device.request(own, '{}');
    const before = await stateOf();
    const elsewhere = [
      ...['PURGE.INGEST', 'DELETE.INGEST', 'PURGE.EVENTS'].map((verb) => `$JS.API.STREAM.${verb}`),
      ...[`event.${tenant}.alarms.alarm.raised`, 'readings.0', 'request.maintenance.close'],
      ...[`ingest.${tenant}.line-2`, `ingest.${theirs}.line-1`, `reject.${theirs}.line-1`],
    ];
    for (const reply of elsewhere) device.publish(own, '{}', { reply });
    await device.request(own, '{}');
    const after = await stateOf();
    await device.close();
    cells += elsewhere.length;
    const sent = { first: 1, subjects: { [own]: elsewhere.length + 2 } };
    if (!isDeepStrictEqual(after, { ...before, INGEST: sent }))
      wrong.push('a confirmation strayed');
    expect(after).toEqual({ ...before, INGEST: sent });
  });

  it('cuts a device whose credential runs out', async () => {
    const name = `${ours}.line-3`;
    const held = await issueCredential(plant.keys, name, { expiresAt: seconds() + 4 });
    const connection = await connectWith(plant, name, held);
    await cutOff(connection);
    await connection.close();
    await mustBeRefused('a device whose credential ran out', name, held);
  });

  it('cuts a device whose credential is revoked, for ever, and no other', async () => {
    const name = `${ours}.line-1`;
    const [lost, kept] = await Promise.all([1, 2].map(() => issueCredential(plant.keys, name)));
    if (!lost || !kept) throw new Error('No credentials were issued.');
    const thief = await connectWith(plant, name, lost);
    const owner = await connectWith(plant, name, kept);
    const heardByOwner: string[] = [];
    void (async () => {
      for await (const { type } of owner.status()) heardByOwner.push(type);
    })();
    const cut = cutOff(thief);
    await revoke(plant, lost);
    await cut;
    await mustBeRefused('a revoked device', name, lost);
    await owner.flush();
    expect(heardByOwner).not.toContain('disconnect');
    await thief.close();
    await owner.close();

    await plant.restartNats();
    await mustBeRefused('a revoked device after a restart', name, lost);
    const again = await connectWith(plant, name, kept);
    await again.close();
    expect(wrong).toEqual([]);
  });
});
