import {
  natsUsers,
  ReadingsRecorded,
  requestContractOf,
  topology,
  type AgentRow,
  type ContractClass,
} from '@libs/contracts';
import { channelOf } from './channels.js';
import { ref, type Json } from './schemas.js';

type Operation = readonly [id: string, operation: Json];

/** What each agent sends, receives and answers. */
export function operations(): Json {
  return Object.fromEntries(topology.flatMap(operationsOf));
}

function operationsOf(row: AgentRow): Operation[] {
  const { agent } = row;
  const send = (channel: string, messages: readonly string[]) =>
    operation(agent, 'send', channel, messages);
  const receive = (channel: string, messages: readonly string[]) =>
    operation(agent, 'receive', channel, messages);
  const ingests = natsUsers()
    .find(({ user }) => user === agent)
    ?.publish.some((subject) => subject.startsWith('ingest.'));
  return [
    ...(row.reads === 'INGEST' ? [receive('ingest', ['GatewayMessage'])] : []),
    ...(row.reads === 'READINGS' ? [receive('readings', [ReadingsRecorded.name])] : []),
    ...heardBy(row).map((event) => receive(channelOf(event), [event.name])),
    ...(ingests ? [send('ingest', ['GatewayMessage'])] : []),
    ...(row.appends === 'READINGS'
      ? [send('reject', ['Rejection']), send('watermark', ['Watermark'])]
      : []),
    ...row.publishes.map((event) => send(channelOf(event), [event.name])),
    ...row.answers.map((request) => answers(agent, request)),
  ];
}

/** Who reads the whole log of events hears every one of them. */
function heardBy(row: AgentRow): readonly ContractClass[] {
  if (row.reads !== 'EVENTS') return row.consumes;
  return topology.flatMap(({ publishes }) => publishes).filter((each) => each !== ReadingsRecorded);
}

function operation(
  agent: string,
  action: 'send' | 'receive',
  channel: string,
  messages: readonly string[],
): Operation {
  return [
    `${agent}.${action}s.${channel}`,
    {
      action,
      channel: ref('channels', channel),
      messages: messages.map((name) => ref('channels', channel, 'messages', name)),
      tags: [{ name: agent }],
    },
  ];
}

function answers(agent: string, request: ContractClass): Operation {
  const { name } = requestContractOf(request);
  const asking = topology.filter(({ asks }) => asks.includes(agent)).map((row) => row.agent);
  const [, received] = operation(agent, 'receive', name, [request.name]);
  const reply = {
    channel: ref('channels', 'replies'),
    messages: [ref('channels', 'replies', 'messages', `${request.name}Reply`)],
  };
  const description = `May be asked by: ${asking.join(', ')}`;
  return [`${agent}.answers.${name}`, { ...received, description, reply }];
}
