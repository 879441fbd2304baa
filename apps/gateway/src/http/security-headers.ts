import type { HttpServer } from './request.js';

// The styles of Swagger UI and of the board stand in their pages.
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Tells browsers to run nothing but ours and to show us in nobody's frame. */
export function secureHeaders(server: HttpServer): void {
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers({
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    });
    done();
  });
}
