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

function consumerApi(stream: string): string[] {
  return [
    `$JS.API.CONSUMER.CREATE.${stream}`,
    `$JS.API.CONSUMER.CREATE.${stream}.>`,
    `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.*`,
    `$JS.API.CONSUMER.INFO.${stream}.*`,
    `$JS.API.CONSUMER.DELETE.${stream}.*`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.*`,
    `$JS.ACK.${stream}.>`,
  ];
}

function agentUser(row: AgentRow): NatsUser {
  const appended = row.appends ? [row.appends, 'FEEDBACK'] : [];
  const streams = new Set(['EVENTS', 'AGENTS', ...appended, ...(row.reads ? [row.reads] : [])]);
  const consumed = new Set<string>([
    ...(row.consumes.length > 0 ? ['EVENTS'] : []),
    ...(row.reads ? [row.reads] : []),
  ]);
  const logs = row.appends === 'READINGS' ? ['readings.*', 'reject.>', 'watermark.>'] : [];
  return {
    user: row.agent,
    publish: [
      `event.*.${row.agent}.>`,
      `agent.${row.agent}.*`,
      ...logs,
      ...row.asks.map((agent) => `request.${agent}.>`),
      ...[...streams].flatMap(streamApi),
      ...[...consumed].flatMap(consumerApi),
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
    { user: 'platform', publish: ['$JS.API.>', '$SRV.>'], subscribe: ['_INBOX.platform.>'] },
    {
      user: 'devices',
      publish: ['ingest.*.*'],
      subscribe: ['_INBOX.devices.>', 'reject.*.*', 'watermark.*.*'],
    },
  ];
}
