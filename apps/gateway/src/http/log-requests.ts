import { Logger } from '@nestjs/common';
import { runAsAgent, runInTrace } from '@libs/runtime';
import type { HttpReply, HttpRequest, HttpServer } from './request.js';

/** Probes ask every few seconds, whether or not anything happens. */
const PROBE = '/health';

/** What is told of a request: its route, as an address may hold a token or a name. */
function lineOf(request: HttpRequest, reply: HttpReply): object {
  const { caller } = request.principal ?? {};
  return {
    event: 'request_answered',
    method: request.method,
    route: request.routeOptions.url ?? 'none',
    status: reply.statusCode,
    durationMs: Math.round(reply.elapsedTime),
    ...(caller && { actor: caller.actor, tenantId: caller.tenantId }),
  };
}

/** Logs each request once it is answered, in the story that it belongs to. */
export function logRequests(server: HttpServer): void {
  const logger = new Logger('http');
  server.addHook('onResponse', (request: HttpRequest, reply, done) => {
    const line = lineOf(request, reply);
    const isProbe = request.routeOptions.url?.startsWith(PROBE) && reply.statusCode < 500;
    const write = (): void => (isProbe ? logger.debug(line) : logger.log(line));
    const { trace } = request;
    if (trace) runAsAgent('gateway', () => runInTrace(trace, write));
    else write();
    done();
  });
}
