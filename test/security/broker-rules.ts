/**
 * What the broker has to let each of its users do, and nothing else. Written by hand, on purpose
 * not from the topology: a line that goes wrong there must be found here.
 */

/** Whose requests each agent answers. */
const ASKED_BY: Readonly<Record<string, readonly string[]>> = {
  assets: ['acquisition', 'detection', 'maintenance', 'analytics', 'gateway'],
  acquisition: ['detection', 'alarms', 'maintenance', 'analytics', 'gateway'],
  detection: ['gateway'],
  prediction: [],
  alarms: ['detection', 'gateway'],
  maintenance: ['detection', 'gateway'],
  notification: ['gateway'],
  analytics: ['gateway'],
  access: ['gateway'],
  audit: ['gateway'],
  gateway: [],
};

export const AGENTS = Object.keys(ASKED_BY);

/** Who may look at a stream, and make it again when it is lost. */
const KEEPERS: Readonly<Record<string, readonly string[]>> = {
  INGEST: ['acquisition'],
  READINGS: ['acquisition', 'detection'],
  EVENTS: AGENTS,
  FEEDBACK: ['acquisition'],
  AGENTS,
};

/** Who may read a stream through consumers of any name. */
const READERS: Readonly<Record<string, readonly string[]>> = {
  INGEST: ['acquisition'],
  READINGS: ['detection'],
  EVENTS: ['audit', 'gateway'],
  FEEDBACK: [],
  AGENTS: [],
};

/** The producers whose events each agent reads, through a durable consumer of its own for each. */
const HEARS: Readonly<Record<string, readonly string[]>> = {
  assets: ['maintenance', 'acquisition', 'alarms', 'detection'],
  acquisition: ['assets'],
  detection: ['assets', 'alarms'],
  alarms: ['assets', 'detection', 'maintenance', 'prediction'],
  maintenance: ['assets', 'alarms', 'prediction'],
  notification: ['alarms', 'maintenance'],
  analytics: ['assets', 'alarms', 'maintenance'],
};

/** One subject, and the users who may send to it and hear it. */
export interface Rule {
  readonly subject: string;
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** A device of the matrix: its name, tenant and gateway. */
export interface Device {
  readonly user: string;
  readonly tenant: string;
  readonly gateway: string;
}

const NOBODY: readonly string[] = [];

const rule = (subject: string, publish = NOBODY, subscribe = NOBODY): Rule => ({
  subject,
  publish,
  subscribe,
});

/** Those who answer an agent: whom it asks; the gateway asks everybody who they are. */
function answering(agent: string): readonly string[] {
  if (agent === 'gateway') return AGENTS;
  return AGENTS.filter((each) => ASKED_BY[each]?.includes(agent));
}

function ofAgent(agent: string, tenant: string): Rule[] {
  return [
    rule(`event.${tenant}.${agent}.thing.happened`, [agent], ['gateway']),
    rule(`event.${tenant}.${agent}`, NOBODY, ['gateway']),
    rule(`request.${agent}.thing.do`, ASKED_BY[agent], [agent]),
    rule(`request.${agent}`),
    rule(`agent.${agent}.heartbeat`, [agent]),
    rule(`agent.${agent}.heartbeat.more`),
    rule(`_INBOX.${agent}.a`, NOBODY, [agent]),
    rule(`_INBOX.${agent}.a.b`, NOBODY, [agent]),
    rule(`_INBOX.${agent}.reply.a`, answering(agent), [agent]),
    rule(`_INBOX.${agent}.reply.a.b`, NOBODY, [agent]),
    rule(`_INBOX.${agent}.reply`, NOBODY, [agent]),
    rule(`_INBOX.${agent}`),
  ];
}

function ofDevice({ user, tenant, gateway }: Device): Rule[] {
  const name = `${tenant}.${gateway}`;
  return [
    rule(`ingest.${name}`, ['acquisition', user]),
    rule(`ingest.${name}.more`, ['acquisition']),
    rule(`reject.${name}`, ['acquisition'], [user]),
    rule(`reject.${name}.more`, ['acquisition']),
    rule(`watermark.${name}`, ['acquisition'], [user]),
    rule(`watermark.${name}.more`, ['acquisition']),
    rule(`_INBOX.devices.${name}.a`, NOBODY, [user]),
    rule(`_INBOX.devices.${name}`),
  ];
}

function ofTenant(tenant: string): Rule[] {
  return [
    rule(`ingest.${tenant}.rest`, ['acquisition', 'gateway']),
    rule(`ingest.${tenant}.unknown`, ['acquisition']),
    rule(`event.${tenant}.stranger.thing.happened`, NOBODY, ['gateway']),
    rule(`reject.${tenant}`, ['acquisition']),
    rule(`watermark.${tenant}`, ['acquisition']),
    rule(`_INBOX.devices.${tenant}.a`),
  ];
}

function ofStream(stream: string): Rule[] {
  const keepers = ['platform', ...(KEEPERS[stream] ?? [])];
  const readers = READERS[stream] ?? [];
  const purgers = ['platform', ...(stream === 'INGEST' ? ['acquisition'] : [])];
  const to = (verbs: readonly string[], users: readonly string[]): Rule[] =>
    verbs.map((verb) => rule(`$JS.API.${verb.replace('$', stream)}`, users));
  return [
    ...to(['STREAM.INFO.$', 'STREAM.CREATE.$'], keepers),
    ...to(['STREAM.PURGE.$'], purgers),
    ...to(['STREAM.UPDATE.$', 'STREAM.DELETE.$', 'STREAM.MSG.GET.$'], ['platform']),
    ...to(['STREAM.MSG.DELETE.$', 'STREAM.SNAPSHOT.$', 'STREAM.RESTORE.$'], ['platform']),
    ...to(['STREAM.LEADER.STEPDOWN.$', 'STREAM.PEER.REMOVE.$'], ['platform']),
    ...to(['DIRECT.GET.$', 'DIRECT.GET.$.event.a'], ['platform']),
    ...to(['CONSUMER.CREATE.$', 'CONSUMER.CREATE.$.c.event.a'], ['platform', ...readers]),
    ...to(['CONSUMER.DURABLE.CREATE.$.c'], ['platform']),
    ...to(['CONSUMER.INFO.$.c', 'CONSUMER.DELETE.$.c'], ['platform', ...readers]),
    ...to(['CONSUMER.MSG.NEXT.$.c'], ['platform', ...readers]),
    ...to(['CONSUMER.LIST.$', 'CONSUMER.NAMES.$'], ['platform']),
    ...to(['CONSUMER.LEADER.STEPDOWN.$.c', 'CONSUMER.PAUSE.$.c'], ['platform']),
    rule(`$JS.ACK.${stream}.c.1.1.1.1.0`),
    rule(`$JS.FC.${stream}.c.a`),
    rule(`$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.${stream}.c`),
  ];
}

function ofConsumer(agent: string, producer: string): Rule[] {
  const durable = `${agent}-${producer}`;
  const api = '$JS.API.CONSUMER';
  const readers = ['platform', ...(READERS['EVENTS'] ?? [])];
  const anybodyWhoReads = [...readers, agent];
  return [
    rule(`${api}.CREATE.EVENTS.${durable}.event.a.${producer}.b`, anybodyWhoReads),
    rule(`${api}.CREATE.EVENTS.${durable}.event.a.stranger.b`, readers),
    rule(`${api}.CREATE.EVENTS.${durable}`, readers),
    rule(`${api}.DURABLE.CREATE.EVENTS.${durable}`, ['platform']),
    rule(`${api}.INFO.EVENTS.${durable}`, anybodyWhoReads),
    rule(`${api}.DELETE.EVENTS.${durable}`, anybodyWhoReads),
    rule(`${api}.MSG.NEXT.EVENTS.${durable}`, anybodyWhoReads),
    rule(`$JS.ACK.EVENTS.${durable}.1.1.1.1.0`, [agent]),
    rule(`$JS.ACK.EVENTS.${durable}.1.1.1.1.0.more`, [agent]),
  ];
}

const JETSTREAM_ITSELF = [
  ...['INFO', 'STREAM.LIST', 'STREAM.NAMES', 'STREAM.CREATE.OTHER', 'ACCOUNT.PURGE.A'],
  ...['ACCOUNT.STREAM.MOVE.A.EVENTS', 'SERVER.REMOVE', 'META.LEADER.STEPDOWN'],
].map((verb) => rule(`$JS.API.${verb}`, ['platform']));

function ofSystem(account: string): Rule[] {
  return [
    rule('$SYS.REQ.CLAIMS.UPDATE', ['sys']),
    rule(`$SYS.REQ.ACCOUNT.${account}.CLAIMS.LOOKUP`, ['sys']),
    ...['CLAIMS.DELETE', 'CLAIMS.LIST', 'CLAIMS.PACK', 'SERVER.PING', 'USER.INFO'].map((verb) =>
      rule(`$SYS.REQ.${verb}`),
    ),
    ...['CONNZ', 'SUBSZ', 'JSZ', 'INFO', 'CLAIMS.UPDATE', 'CONNS'].map((verb) =>
      rule(`$SYS.REQ.ACCOUNT.${account}.${verb}`),
    ),
    rule(`$SYS.ACCOUNT.${account}.CONNECT`),
    rule('$SYS.SERVER.A.CLIENT.AUTH.ERR'),
    rule('$SYS.>'),
    rule('_INBOX.sys.a', NOBODY, ['sys']),
  ];
}

/** Subjects that would take in those of others. */
const WILDCARDS = [
  ...['>', '*', '*.*', '*.>', 'request.>', '_INBOX.>', '_INBOX.*.a', '_INBOX.devices.>'],
  ...['$JS.>', 'agent.>', 'agent.*'],
].map((subject) => rule(subject));

/** Every rule of a broker whose account and devices are these. */
export function brokerRules(account: string, devices: readonly Device[]): readonly Rule[] {
  const tenants = [...new Set(devices.map(({ tenant }) => tenant))];
  return [
    ...AGENTS.flatMap((agent) => ofAgent(agent, tenants[0] ?? '')),
    ...devices.flatMap(ofDevice),
    ...tenants.flatMap(ofTenant),
    ...Object.keys(KEEPERS).flatMap(ofStream),
    ...Object.entries(HEARS).flatMap(([agent, all]) =>
      all.flatMap((each) => ofConsumer(agent, each)),
    ),
    ...JETSTREAM_ITSELF,
    ...ofSystem(account),
    ...[0, 15].map((partition) => rule(`readings.${partition}`, ['acquisition'])),
    rule('readings.0.more'),
    rule('_INBOX.platform.a', NOBODY, ['platform']),
    ...['PING', 'INFO.detection', 'STATS.detection.a'].map((subject) =>
      rule(`$SRV.${subject}`, ['gateway'], AGENTS),
    ),
    rule('stranger.a'),
    ...WILDCARDS,
  ];
}
