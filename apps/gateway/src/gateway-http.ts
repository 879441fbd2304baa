import fastifyCookie from '@fastify/cookie';
import type { INestApplication } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { HttpInterface } from '@libs/runtime';
import { Board } from './board/board.js';
import { describeApi } from './docs/document.js';
import { GatewayConfig } from './gateway.config.js';
import { faultOf, sendProblem } from './http/problem.js';
import type { HttpReply, HttpRequest, HttpServer } from './http/request.js';
import { RouteTable } from './http/route-table.js';
import { secureHeaders } from './http/security-headers.js';
import { traceRequests } from './http/trace-requests.js';

const BODY_BYTES = 1024 * 1024;
const GRACE_MS = 2_000;

function adapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_BYTES,
    trustProxy: false,
    routerOptions: { maxParamLength: 200 },
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
  const server = app.getHttpAdapter().getInstance() as HttpServer;
  app.get(RouteTable).follow(server);
  secureHeaders(server);
  traceRequests(server);
  closeInTime(server);
  await server.register(fastifyCookie);
  const { corsOrigins } = app.get(GatewayConfig);
  if (corsOrigins !== undefined) {
    const exposedHeaders = ['ETag', 'Location', 'Retry-After', 'X-Correlation-Id'];
    app.enableCors({ origin: corsOrigins.split(','), exposedHeaders });
  }
  SwaggerModule.setup('docs', app, describeApi(app), {
    jsonDocumentUrl: 'docs/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Millwright API',
  });
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
