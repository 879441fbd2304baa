import type { INestApplication } from '@nestjs/common';

const PREFLIGHT_SECONDS = 600;

/** Lets pages of these origins call with a bearer token; never with cookies. */
export function allowOrigins(app: INestApplication, origins: readonly string[]): void {
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      ...['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'If-None-Match'],
      ...['Last-Event-ID', 'X-Api-Key', 'X-Correlation-Id'],
    ],
    exposedHeaders: [
      ...[
        'ETag',
        'Link',
        'Location',
        'RateLimit',
        'RateLimit-Policy',
        'Retry-After',
        'X-Correlation-Id',
      ],
    ],
    maxAge: PREFLIGHT_SECONDS,
  });
}
