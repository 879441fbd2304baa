import { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { TableFormat } from '@libs/contracts';
import { HttpProblem } from '../http/problem.js';
import { headerOf, type HttpRequest, type HttpServer } from '../http/request.js';

/** Media types of tables. */
export const TABLE_TYPES: Readonly<Record<string, TableFormat>> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
};

/** Hands a route the body of its requests as it comes, however long. */
export const StreamedTable = (): MethodDecorator => RouteConfig({ streamsTables: true });

function notTaken(detail: string): HttpProblem {
  return new HttpProblem({ status: 415, title: 'Unsupported Media Type', detail });
}

/** Lets tables through to the routes that stream them; nothing is read before. */
export function streamTables(server: HttpServer): void {
  server.addContentTypeParser(Object.keys(TABLE_TYPES), (request, payload, done) => {
    const { streamsTables } = request.routeOptions.config as { streamsTables?: boolean };
    if (streamsTables) done(null, payload);
    else done(notTaken('The body must be JSON.'));
  });
}

/** The table that a request carries. */
export function tableOf(request: HttpRequest): { format: TableFormat; body: Readable } {
  const type = (headerOf(request, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const format = TABLE_TYPES[type ?? ''];
  const { body } = request;
  if (!format || !(body instanceof Readable)) {
    throw notTaken(`The body must be a table: ${Object.keys(TABLE_TYPES).join(', ')}.`);
  }
  return { format, body };
}
