import { Logger } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { INTERNAL, PROBLEM_TYPE, problemOf } from '../http/problem.js';
import { pathOf, type HttpRequest, type HttpServer } from '../http/request.js';
import { ResponseContracts } from './response-contracts.js';

/** What is done about a response that its contract does not describe. */
export const RESPONSE_CHECKS = ['off', 'log', 'refuse'] as const;
export type ResponseCheck = (typeof RESPONSE_CHECKS)[number];

/** Holds each JSON response against the document: a difference is logged, and refused as our own fault. */
export function checkResponses(
  server: HttpServer,
  document: OpenAPIObject,
  check: ResponseCheck,
): void {
  if (check === 'off') return;
  const logger = new Logger('contract');
  const contracts = new ResponseContracts(document);
  server.addHook('onSend', (request: HttpRequest, reply, payload: unknown, done) => {
    const route = request.routeOptions.url;
    const isText = typeof payload === 'string' || payload === undefined || payload === null;
    if (route === undefined || !isText) {
      done(null, payload);
      return;
    }
    const { method } = request;
    const mediaType = String(reply.getHeader('content-type') ?? '').split(';', 1)[0] ?? '';
    const outgoing = { method, route, status: reply.statusCode, mediaType, body: payload ?? '' };
    const differences = contracts.differences(outgoing);
    if (differences.length > 0) {
      logger.warn({ event: 'response_breaks_contract', method, route, differences });
    }
    if (differences.length === 0 || check === 'log') {
      done(null, payload);
      return;
    }
    const correlationId = String(reply.getHeader('X-Correlation-Id'));
    void reply.status(INTERNAL.status).removeHeader('ETag').removeHeader('Location');
    void reply.removeHeader('content-length').header('content-type', PROBLEM_TYPE);
    done(null, JSON.stringify(problemOf(INTERNAL, pathOf(request), correlationId)));
  });
}
