import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { HttpProblem } from '../http/problem.js';
import type { HttpRequest } from '../http/request.js';
import { readJson } from './read-json.js';

/** The media type of a JSON merge patch (RFC 7396). */
export const MERGE_PATCH = 'application/merge-patch+json';

/** Takes merge patches by their own media type, where there is something to patch. */
export function takeMergePatches(http: FastifyAdapter): void {
  http.useBodyParser(MERGE_PATCH, false, {}, ({ method }: HttpRequest, body, done) => {
    const detail = 'The body must be JSON.';
    if (method === 'PATCH') done(null, readJson(body));
    else done(new HttpProblem({ status: 415, title: 'Unsupported Media Type', detail }));
  });
}
