import type fastifyCookie from '@fastify/cookie';
import type { Trace } from '@libs/runtime';
import type { Principal } from '../auth/principal.js';

/** The Fastify server below Nest. */
export type HttpServer = Parameters<typeof fastifyCookie>[0];

type ErrorHandler = HttpServer['errorHandler'];

/** A request with what the gateway found out about it. */
export type HttpRequest = Parameters<ErrorHandler>[1] & {
  trace?: Trace;
  principal?: Principal;
};

export type HttpReply = Parameters<ErrorHandler>[2];

/** One header's value; of a repeated one the first. */
export function headerOf(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The path asked for, without its query. */
export function pathOf(request: HttpRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}

/** The principal of a request that passed the guard. */
export function principalOf(request: HttpRequest): Principal {
  if (!request.principal) throw new Error('The request did not pass the guard.');
  return request.principal;
}
