import fastifyMultipart from '@fastify/multipart';
import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import { HttpProblem } from '../http/problem.js';
import { headerOf, type HttpServer } from '../http/request.js';

const FORM = /^\s*multipart\//i;

/** How much a form may hold beside its one file; the file is measured where it is received. */
const LIMITS = {
  files: 1,
  fields: 20,
  parts: 21,
  fieldNameSize: 100,
  fieldSize: 8 * 1024,
  headerPairs: 20,
};

/** Says that a route takes a form with one file, `file`, beside these fields. */
export const TakesFile = (fields: new () => object): MethodDecorator =>
  applyDecorators(
    RouteConfig({ takesFile: true }),
    ApiExtension('x-form', { fields: fields.name }),
  );

/** Reads forms with files, on the routes that say so and on no other. */
export async function takeFiles(server: HttpServer): Promise<void> {
  server.addHook('onRequest', (request, _reply, done) => {
    const { takesFile } = request.routeOptions.config as { takesFile?: boolean };
    if (takesFile || !FORM.test(headerOf(request, 'content-type') ?? '')) return done();
    const detail = 'This takes no form.';
    done(new HttpProblem({ status: 415, title: 'Unsupported Media Type', detail }));
  });
  await server.register(fastifyMultipart, { limits: LIMITS, throwFileSizeLimit: false });
}
