import { Logger } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { HttpServer } from '../http/request.js';
import { checkResponses, type ResponseCheck } from './check-responses.js';

const json = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });

const document = {
  openapi: '3.1.0',
  info: { title: 'Test', version: '1' },
  paths: {
    '/pumps/{id}': {
      get: {
        responses: {
          '200': json({ $ref: '#/components/schemas/Pump' }),
          '204': { description: 'Gone' },
          '404': { $ref: '#/components/responses/Problem404' },
        },
      },
    },
    '/silent': { get: { responses: { '200': { description: '', content: {} } } } },
  },
  components: {
    schemas: {
      Pump: {
        type: 'object',
        required: ['name', 'since'],
        properties: {
          name: { type: 'string', maxLength: 4 },
          since: { type: ['string', 'null'], format: 'date-time' },
          part: { $ref: '#/components/schemas/Pump' },
        },
      },
    },
    responses: { Problem404: json({ type: 'object', required: ['title'] }) },
  },
} as unknown as OpenAPIObject;

const SINCE = '2026-01-01T00:00:00Z';

async function answered(
  check: ResponseCheck,
  body: unknown,
  { status = 200, path = '/pumps/7', type = 'application/json' } = {},
) {
  const server = new FastifyAdapter().getInstance<HttpServer>();
  checkResponses(server, document, check);
  const route = path.replace('7', ':id');
  server.get(route, (_request, reply) => {
    void reply.status(status).type(type).header('ETag', '"1"').send(body);
  });
  const { statusCode, body: text, headers } = await server.inject(path);
  await server.close();
  return { statusCode, text, headers };
}

describe('API-02: responses held against the document', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('go out when they keep it', async () => {
    const body = { name: 'Pump', since: null, part: { name: 'Seal', since: SINCE } };

    expect(await answered('refuse', body)).toMatchObject({
      statusCode: 200,
      text: JSON.stringify(body),
    });
    expect(await answered('refuse', '', { status: 204 })).toMatchObject({ statusCode: 204 });
    expect(await answered('refuse', { title: '' }, { status: 404 })).toMatchObject({
      statusCode: 404,
    });
  });

  it.each<[string, unknown, object]>([
    ['a field is missing', { name: 'Pump' }, {}],
    ['null is not foreseen', { name: null, since: SINCE }, {}],
    ['an instant has no zone', { name: 'Pump', since: '2026-01-01T00:00:00' }, {}],
    ['a text is too long', { name: 'Pumps', since: null }, {}],
    ['a field is not described', { name: 'Pump', since: null, secret: 1 }, {}],
    ['a part breaks its contract', { name: 'Pump', since: null, part: {} }, {}],
    ['a status is not described', { name: 'Pump', since: null }, { status: 201 }],
    ['a media type is not described', 'Pump', { type: 'text/plain' }],
    ['there is no schema', {}, { path: '/silent' }],
    ['a problem is none', {}, { status: 404 }],
  ])('become our own fault when %s', async (_, body, options) => {
    const { statusCode, text, headers } = await answered('refuse', body, options);

    expect(statusCode).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ status: 500, title: 'Internal error' });
    expect(headers['content-type']).toContain('application/problem+json');
    expect(headers['etag']).toBeUndefined();
  });

  it('go out all the same when differences are only logged, or nobody looks', async () => {
    for (const check of ['log', 'off'] as const) {
      expect(await answered(check, { name: 7 })).toMatchObject({
        statusCode: 200,
        text: '{"name":7}',
      });
    }
  });

  it('are left alone where the document has no such route', async () => {
    expect(await answered('refuse', { any: 1 }, { path: '/board' })).toMatchObject({
      statusCode: 200,
    });
  });
});
