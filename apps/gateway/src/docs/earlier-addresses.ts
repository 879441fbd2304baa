import type { OpenAPIObject } from '@nestjs/swagger';
import type { HttpServer } from '../http/request.js';

/** Where clients of earlier systems look for the document and for pages to read it. */
export const EARLIER_DOCUMENT = '/api/v1/openapi.json';
export const EARLIER_PAGES = '/redoc';

/** Answers where the documents of earlier systems were: the same document, and our pages. */
export function answerWhereDocsWere(server: HttpServer, document: OpenAPIObject): void {
  const text = JSON.stringify(document);
  server.get(EARLIER_DOCUMENT, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(text),
  );
  server.get(EARLIER_PAGES, (_request, reply) => reply.redirect('/docs', 308));
}
