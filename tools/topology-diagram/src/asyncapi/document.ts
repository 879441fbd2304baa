import { cloudEventSchema, replyOf, topology } from '@libs/contracts';
import { channels } from './channels.js';
import {
  eventMessage,
  gatewayMessages,
  messageTraits,
  refusalSchema,
  replyMessage,
  requestMessage,
} from './messages.js';
import { operations } from './operations.js';
import { schemasOf, type Json } from './schemas.js';

/** The AsyncAPI 3.0 document of everything that travels between agents and gateways. */
export function asyncApiDocument(version: string): Json {
  const events = topology.flatMap((row) => row.publishes);
  const requests = topology.flatMap((row) => row.answers);
  const views = requests.flatMap((request) => replyOf(request)?.view ?? []);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Millwright',
      version,
      description: 'Events, requests and readings between the agents, over NATS JetStream.',
      license: { name: 'Apache-2.0' },
      tags: topology.map(({ agent, does }) => ({ name: agent, description: does })),
    },
    defaultContentType: 'application/json',
    servers: { nats: { host: 'localhost:4222', protocol: 'nats' } },
    channels: channels(),
    operations: operations(),
    components: {
      messageTraits,
      messages: {
        ...gatewayMessages,
        ...Object.fromEntries(events.map((each) => [each.name, eventMessage(each)])),
        ...Object.fromEntries(requests.map((each) => [each.name, requestMessage(each)])),
        ...Object.fromEntries(requests.map((each) => [`${each.name}Reply`, replyMessage(each)])),
      },
      schemas: {
        CloudEvent: cloudEventSchema,
        Refusal: refusalSchema,
        ...schemasOf([...events, ...requests, ...views]),
      },
    },
  };
}
