import { eventContractOf } from './envelope/event-contract.js';
import { consumerName } from './envelope/subjects.js';
import { topology, type AgentRow } from './topology.js';

/** What one user of the broker may do. */
export interface NatsUser {
  readonly user: string;
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

function streamApi(stream: string): string[] {
  return [`$JS.API.STREAM.INFO.${stream}`, `$JS.API.STREAM.CREATE.${stream}`];
}

/** Reading by position: through consumers of any name, made for one life of the reader. */
function positionApi(stream: string): string[] {
  return [
    `$JS.API.CONSUMER.CREATE.${stream}`,
    `$JS.API.CONSUMER.CREATE.${stream}.>`,
    `$JS.API.CONSUMER.INFO.${stream}.*`,
    `$JS.API.CONSUMER.DELETE.${stream}.*`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.*`,
  ];
}

/** Reading one producer's events through one durable consumer, and no other agent's. */
function durableApi(agent: string, producer: string): string[] {
  const durable = consumerName(agent, producer);
  return [
    `$JS.API.CONSUMER.CREATE.EVENTS.${durable}.event.*.${producer}.>`,
    `$JS.API.CONSUMER.INFO.EVENTS.${durable}`,
    `$JS.API.CONSUMER.DELETE.EVENTS.${durable}`,
    `$JS.API.CONSUMER.MSG.NEXT.EVENTS.${durable}`,
    `$JS.ACK.EVENTS.${durable}.>`,
  ];
}

/** Where this agent answers: whoever asks it, and the gateway, which asks all who is there. */
function answersTo(row: AgentRow): string[] {
  const asking = topology.filter(
    ({ agent, asks }) => agent === 'gateway' || asks.includes(row.agent),
  );
  return asking.map(({ agent }) => `_INBOX.${agent}.reply.*`);
}

/** The agents whose events reach this one. */
function producersFor(row: AgentRow): Set<string> {
  return new Set(row.consumes.map((contract) => eventContractOf(contract).agent));
}

function agentUser(row: AgentRow): NatsUser {
  const appended = row.appends ? [row.appends, 'FEEDBACK'] : [];
  const streams = new Set(['EVENTS', 'AGENTS', ...appended, ...(row.reads ? [row.reads] : [])]);
  const logs = row.appends === 'READINGS' ? ['readings.*', 'reject.>', 'watermark.>'] : [];
  return {
    user: row.agent,
    publish: [
      `event.*.${row.agent}.>`,
      `agent.${row.agent}.*`,
      ...logs,
      ...row.asks.map((agent) => `request.${agent}.>`),
      ...answersTo(row),
      ...[...streams].flatMap(streamApi),
      ...(row.reads ? positionApi(row.reads) : []),
      ...[...producersFor(row)].flatMap((each) => durableApi(row.agent, each)),
      ...(row.reads === 'INGEST' ? ['$JS.API.STREAM.PURGE.INGEST', 'ingest.>'] : []),
      // The gateway sends readings that came over REST, and asks who is there.
      ...(row.agent === 'gateway' ? ['ingest.*.rest', '$SRV.>'] : []),
    ],
    subscribe: [
      `_INBOX.${row.agent}.>`,
      `request.${row.agent}.>`,
      '$SRV.>',
      ...(row.agent === 'gateway' ? ['event.>'] : []),
    ],
  };
}

/** Every user of the broker, with no more rights than the topology gives them. */
export function natsUsers(): readonly NatsUser[] {
  return [
    ...topology.map(agentUser),
    { user: 'platform', publish: ['$JS.API.>'], subscribe: ['_INBOX.platform.>'] },
    // What all devices may do; one device, for `*.*`, its own tenant and gateway only.
    {
      user: 'devices',
      publish: ['ingest.*.*'],
      subscribe: ['_INBOX.devices.*.*.>', 'reject.*.*', 'watermark.*.*'],
    },
  ];
}
