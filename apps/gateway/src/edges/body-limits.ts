import { RouteConfig } from '@nestjs/platform-fastify';
import type { HttpServer } from '../http/request.js';

/** Lets a route take larger bodies than others. */
export const BodyUpTo = (bytes: number): MethodDecorator => RouteConfig({ bodyBytes: bytes });

/** Gives each route that is added from now on the limit that it names. */
export function limitBodies(server: HttpServer): void {
  server.addHook('onRoute', (route) => {
    const { bodyBytes } = (route.config ?? {}) as { bodyBytes?: number };
    if (bodyBytes !== undefined) route.bodyLimit = bodyBytes;
  });
}
