import { eventContractOf } from './envelope/event-contract.js';
import { requestContractOf } from './envelope/request-contract.js';
import {
  consumerName,
  eventSubject,
  gatewaySubjects,
  readingsSubject,
  requestSubject,
} from './envelope/subjects.js';
import { natsUsers, type NatsUser } from './nats-users.js';
import { topology } from './topology.js';

const TENANT = '019aa4c2-e9da-786d-9351-cf9a7642d8c5';
const users = natsUsers();
const events = topology.flatMap((row) => row.publishes.map(eventContractOf));
const handled = topology.flatMap(({ agent, consumes }) =>
  [...new Set(consumes.map((each) => eventContractOf(each).agent))].map((producer) => ({
    agent,
    producer,
  })),
);
const requests = topology.flatMap((row) => row.answers.map(requestContractOf));

/** Whether a pattern of NATS (`*` one word, `>` one or more at the end) covers a subject. */
function covers(pattern: string, subject: string): boolean {
  const words = subject.split('.');
  const wanted = pattern.split('.');
  if (wanted.at(-1) === '>') {
    return words.length >= wanted.length && wanted.slice(0, -1).every(matches);
  }
  return wanted.length === words.length && wanted.every(matches);

  function matches(word: string, index: number): boolean {
    return word === '*' || word === words[index];
  }
}

function publishersOf(subject: string): string[] {
  const may = ({ publish }: NatsUser) => publish.some((pattern) => covers(pattern, subject));
  return users.filter(may).map(({ user }) => user);
}

function readersOf(subject: string): string[] {
  const may = ({ subscribe }: NatsUser) => subscribe.some((pattern) => covers(pattern, subject));
  return users.filter(may).map(({ user }) => user);
}

function userOf(name: string): NatsUser {
  const found = users.find(({ user }) => user === name);
  if (!found) throw new Error(`there is no user ${name}`);
  return found;
}

describe('users of the broker', () => {
  it('are the agents, the platform and the devices, each once', () => {
    expect(users.map(({ user }) => user)).toEqual([
      ...topology.map(({ agent }) => agent),
      'platform',
      'devices',
    ]);
  });

  it.each(events)('let nobody but its agent publish $type', ({ type, agent }) => {
    expect(publishersOf(eventSubject(type, TENANT))).toEqual([agent]);
  });

  it.each(requests)('let those who declare it ask $name, and its agent hear it', (request) => {
    const asking = topology.filter(({ asks }) => asks.includes(request.agent));
    const subject = requestSubject(request.name);
    expect(publishersOf(subject)).toEqual(asking.map(({ agent }) => agent));
    expect(readersOf(subject)).toEqual([request.agent]);
  });

  it('let devices send for any gateway, acquisition replay, and gateway only what came over REST', () => {
    expect(publishersOf(gatewaySubjects.ingest(TENANT, 'gw-1'))).toEqual([
      'acquisition',
      'devices',
    ]);
    expect(publishersOf(gatewaySubjects.ingest(TENANT, 'rest'))).toEqual([
      'acquisition',
      'gateway',
      'devices',
    ]);
  });

  it('let only acquisition fill the readings log and answer gateways, who hear it', () => {
    const answers = [
      gatewaySubjects.reject(TENANT, 'gw-1'),
      gatewaySubjects.watermark(TENANT, 'gw-1'),
    ];
    for (const subject of [readingsSubject(3), ...answers]) {
      expect(publishersOf(subject)).toEqual(['acquisition']);
    }
    for (const subject of answers) expect(readersOf(subject)).toEqual(['devices']);
  });

  it.each(users)('let nobody else read the inbox of $user', ({ user }) => {
    expect(readersOf(`_INBOX.${user}.1.2.3`)).toEqual([user]);
  });

  it.each(topology)('let only those whom $agent asks answer it, one answer at a time', (row) => {
    const asked = row.agent === 'gateway' ? topology.map(({ agent }) => agent) : row.asks;
    const answering = publishersOf(`_INBOX.${row.agent}.reply.1`);
    expect(answering.sort()).toEqual([...asked].sort());
    expect(publishersOf(`_INBOX.${row.agent}.1`)).toEqual([]);
    expect(publishersOf(`_INBOX.${row.agent}.1.2`)).toEqual([]);
  });

  it.each(topology)('let only $agent tell its status', ({ agent }) => {
    expect(publishersOf(`agent.${agent}.instance-1`)).toEqual([agent]);
  });

  it('let only the platform change or delete streams, and only acquisition empty INGEST', () => {
    for (const stream of ['INGEST', 'READINGS', 'EVENTS', 'FEEDBACK', 'AGENTS']) {
      expect(publishersOf(`$JS.API.STREAM.DELETE.${stream}`)).toEqual(['platform']);
      expect(publishersOf(`$JS.API.STREAM.UPDATE.${stream}`)).toEqual(['platform']);
      const purging = stream === 'INGEST' ? ['acquisition', 'platform'] : ['platform'];
      expect(publishersOf(`$JS.API.STREAM.PURGE.${stream}`)).toEqual(purging);
    }
  });

  it.each(topology)(
    'let $agent read EVENTS at any place only when it reads them by position',
    (row) => {
      const may = userOf(row.agent).publish.some((pattern) =>
        covers(pattern, '$JS.API.CONSUMER.INFO.EVENTS.durable'),
      );
      expect(may).toBe(row.reads === 'EVENTS');
    },
  );

  it.each(handled)('let $agent and readers by position touch its consumer of $producer', (each) => {
    const { agent, producer } = each;
    const readers = topology.filter((row) => row.reads === 'EVENTS').map((row) => row.agent);
    const durable = consumerName(agent, producer);
    const wanted = [agent, ...readers, 'platform'].sort();
    for (const verb of ['INFO', 'DELETE', 'MSG.NEXT']) {
      const subject = `$JS.API.CONSUMER.${verb}.EVENTS.${durable}`;
      expect(publishersOf(subject).sort()).toEqual(wanted);
    }
    const create = `$JS.API.CONSUMER.CREATE.EVENTS.${durable}`;
    expect(publishersOf(`${create}.event.*.${producer}.>`).sort()).toEqual(wanted);
    for (const more of ['>', 'event.>', 'event.*.stranger.>', 'event.*.*.>']) {
      expect(publishersOf(`${create}.${more}`).sort()).toEqual([...readers, 'platform'].sort());
    }
    expect(publishersOf(`$JS.ACK.EVENTS.${durable}.1.1.1.1.0`)).toEqual([agent]);
  });

  it('give devices no way to the API of the broker', () => {
    const api = userOf('devices').publish.filter((pattern) => pattern.startsWith('$'));
    expect(api).toEqual([]);
  });

  it('give no agent a pattern that is open at its first word', () => {
    for (const { publish, subscribe } of users) {
      expect([...publish, ...subscribe].filter((pattern) => /^[*>]/.test(pattern))).toEqual([]);
    }
  });
});
