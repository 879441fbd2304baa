import { nextTraceparent, runAsAgent, runInTrace, type Trace } from '@libs/runtime';
import { v7 as uuidv7, validate as isUuid } from 'uuid';
import { headerOf, type HttpRequest, type HttpServer } from './request.js';

/** The caller's correlation id, when it gave a usable one. */
export function givenCorrelation(request: HttpRequest): string | undefined {
  const given = headerOf(request, 'x-correlation-id')?.toLowerCase();
  return given && isUuid(given) ? given : undefined;
}

function traceOf(request: HttpRequest): Trace {
  return {
    correlationId: givenCorrelation(request) ?? uuidv7(),
    actor: 'agent:gateway',
    traceparent: nextTraceparent(headerOf(request, 'traceparent')),
  };
}

/** Runs every request under a trace and tells its correlation id on every response. */
export function traceRequests(server: HttpServer): void {
  server.addHook('onRequest', (request: HttpRequest, reply, done) => {
    const trace = traceOf(request);
    request.trace = trace;
    void reply.header('X-Correlation-Id', trace.correlationId);
    runAsAgent('gateway', () => runInTrace(trace, done));
  });
  // Reading the body leaves the scope that the first hook opened.
  server.addHook('preValidation', (request: HttpRequest, _reply, done) => {
    const trace = request.trace ?? traceOf(request);
    runAsAgent('gateway', () => runInTrace(trace, done));
  });
}
