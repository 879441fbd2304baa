import fastifyCookie from '@fastify/cookie';
import type { INestApplication } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { configurationOf, type HttpInterface } from '@libs/runtime';
import { Board } from './board/board.js';
import { checkResponses } from './docs/check-responses.js';
import { answerWhereDocsWere } from './docs/earlier-addresses.js';
import { describeApi } from './docs/document.js';
import { limitBodies } from './edges/body-limits.js';
import { allowOrigins } from './edges/cross-origin.js';
import { EdgesConfig } from './edges/edges.config.js';
import { takeMergePatches } from './edges/merge-patch.js';
import { readJson } from './edges/read-json.js';
import { refuseEarly } from './edges/refuse-early.js';
import { refuseUnread } from './edges/refuse-unread.js';
import { secureHeaders } from './edges/security-headers.js';
import { takeFiles } from './edges/take-files.js';
import { assertNotOverheard, serverOptions } from './edges/server-options.js';
import { streamTables } from './edges/streamed-tables.js';
import { GatewayConfig } from './gateway.config.js';
import { logRequests } from './http/log-requests.js';
import { faultOf, sendProblem } from './http/problem.js';
import type { HttpReply, HttpRequest, HttpServer } from './http/request.js';
import { RouteTable } from './http/route-table.js';
import { traceRequests } from './http/trace-requests.js';

const GRACE_MS = 2_000;

function adapter(): FastifyAdapter {
  const edges = configurationOf('gateway', EdgesConfig);
  assertNotOverheard(configurationOf('gateway', GatewayConfig), edges);
  return new FastifyAdapter({
    ...serverOptions(edges),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    clientErrorHandler: refuseUnread,
    // What the router refuses before any hook or filter runs, such as a malformed address.
    frameworkErrors: (error: unknown, request: HttpRequest, reply: HttpReply) => {
      sendProblem(request, reply, faultOf(error));
    },
  });
}

/** A connection that never asked anything counts as busy, and would hold the end up for a minute. */
function closeInTime(server: HttpServer): void {
  server.addHook('preClose', (done) => {
    setTimeout(() => server.server.closeAllConnections(), GRACE_MS).unref();
    done();
  });
}

async function configure(app: INestApplication): Promise<void> {
  const http = app.getHttpAdapter() as FastifyAdapter;
  const server = http.getInstance<HttpServer>();
  server.server.maxConnections = app.get(EdgesConfig).maxConnections;
  app.get(RouteTable).follow(server);
  limitBodies(server);
  secureHeaders(server);
  traceRequests(server);
  logRequests(server);
  refuseEarly(server);
  http.useBodyParser('application/json', false, {}, (_request, body, done) => {
    done(null, readJson(body));
  });
  takeMergePatches(http);
  streamTables(server);
  closeInTime(server);
  await server.register(fastifyCookie);
  await takeFiles(server);
  const { corsOrigins, checkResponses: check } = app.get(GatewayConfig);
  if (corsOrigins !== undefined) allowOrigins(app, corsOrigins.split(','));
  const document = describeApi(app);
  checkResponses(server, document, check);
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'docs/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Millwright API',
  });
  answerWhereDocsWere(server, document);
  app.get(Board).mount(server);
}

async function listen(app: INestApplication): Promise<void> {
  const { host, port } = app.get(GatewayConfig);
  try {
    await app.listen(port, host);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} of ${host} is taken; set PORT to a free one.`, { cause: error });
  }
}

/** HTTP as the gateway speaks it. */
export const gatewayHttp: HttpInterface = { adapter, configure, listen };
