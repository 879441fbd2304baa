import {
  eventContractOf,
  gatewayMessageSchema,
  rejectionSchema,
  replyOf,
  requestContractOf,
  watermarkSchema,
  type ContractClass,
} from '@libs/contracts';
import { ref, schemaRef, type Json } from './schemas.js';

const text = { type: 'string' };

/** What every message of a kind has in common. */
export const messageTraits = {
  event: {
    contentType: 'application/cloudevents+json',
    headers: {
      type: 'object',
      properties: { 'Nats-Msg-Id': { ...text, description: 'The id of the event' } },
    },
  },
  request: {
    headers: {
      type: 'object',
      required: ['Millwright-Tenant', 'Millwright-Actor', 'Millwright-Correlation'],
      properties: {
        'Millwright-Tenant': { ...text, format: 'uuid' },
        'Millwright-Actor': { ...text, description: '`user:<id>` or `agent:<agent>`' },
        'Millwright-Name': { ...text, description: 'What people call them, percent-encoded' },
        'Millwright-Roles': { ...text, description: 'Separated by commas' },
        'Millwright-Correlation': { ...text, format: 'uuid' },
        'Millwright-Causation': text,
        'Idempotency-Key': { ...text, description: 'Percent-encoded' },
        traceparent: { ...text, description: 'W3C Trace Context' },
      },
    },
  },
};

/** A request's refusal, in the words of RFC 9457. */
export const refusalSchema = {
  type: 'object',
  required: ['ok', 'problem'],
  properties: {
    ok: { const: false },
    problem: {
      type: 'object',
      required: ['status', 'title', 'detail'],
      properties: {
        status: { enum: [400, 403, 404, 409, 412, 422, 500, 503] },
        title: text,
        detail: text,
        errors: {
          type: 'array',
          items: {
            type: 'object',
            required: ['field', 'message'],
            properties: { field: text, message: text },
          },
        },
        allowed: { type: 'array', items: text, description: 'What would be allowed instead' },
      },
    },
  },
};

/** What gateways send and are told. */
export const gatewayMessages = {
  GatewayMessage: { name: 'gateway message', payload: gatewayMessageSchema },
  Rejection: { name: 'rejection', payload: rejectionSchema },
  Watermark: { name: 'watermark', payload: watermarkSchema },
};

/** The message that an event travels in. */
export function eventMessage(contract: ContractClass): Json {
  const { type } = eventContractOf(contract);
  const own = {
    type: 'object',
    properties: { type: { const: type }, data: schemaRef(contract) },
  };
  return {
    name: type,
    traits: [ref('components', 'messageTraits', 'event')],
    payload: { allOf: [ref('components', 'schemas', 'CloudEvent'), own] },
  };
}

/** The message that a request travels in. */
export function requestMessage(contract: ContractClass): Json {
  return {
    name: requestContractOf(contract).name,
    traits: [ref('components', 'messageTraits', 'request')],
    payload: schemaRef(contract),
  };
}

/** The message that a request is answered with. */
export function replyMessage(contract: ContractClass): Json {
  const answered = {
    type: 'object',
    required: ['ok', 'reply'],
    properties: {
      ok: { const: true },
      reply: answerSchema(contract),
      replayed: { const: true, description: 'The same Idempotency-Key was answered before' },
    },
  };
  return {
    name: `${requestContractOf(contract).name} reply`,
    payload: { oneOf: [answered, ref('components', 'schemas', 'Refusal')] },
  };
}

function answerSchema(contract: ContractClass): Json {
  const reply = replyOf(contract);
  if (!reply) return { type: 'object', description: 'A few figures' };
  const view = schemaRef(reply.view);
  switch (reply.shape) {
    case 'one':
      return view;
    case 'one_or_null':
      return { oneOf: [view, { type: 'null' }] };
    case 'list':
      return { type: 'array', items: view };
    case 'page':
      return page(view);
    case 'stretch':
      return stretch(view);
    case 'page_or_stretch':
      return { oneOf: [page(view), stretch(view)] };
  }
}

const page = (view: Json): Json => ({
  type: 'object',
  required: ['items', 'totalCount'],
  properties: {
    items: { type: 'array', items: view },
    totalCount: { type: 'integer', minimum: 0 },
  },
});

const stretch = (view: Json): Json => ({
  type: 'object',
  required: ['items', 'nextCursor'],
  properties: {
    items: { type: 'array', items: view },
    nextCursor: { type: ['string', 'null'] },
  },
});
