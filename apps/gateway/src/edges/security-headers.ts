import { pathOf, type HttpRequest, type HttpServer } from '../http/request.js';

/** An answer that is no page needs nothing at all. */
const NO_PAGE = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

// The styles of Swagger UI and of the board stand in their pages.
const PAGE = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const YEAR_SECONDS = 31_536_000;

function policyFor(request: HttpRequest): string {
  return /^\/(api|health)/.test(pathOf(request)) ? NO_PAGE : PAGE;
}

/** Tells browsers to run nothing but ours and to show us in nobody's frame. */
export function secureHeaders(server: HttpServer): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers({
      'Content-Security-Policy': policyFor(request),
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'X-Permitted-Cross-Domain-Policies': 'none',
      'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-store',
      ...(request.protocol === 'https' && {
        'Strict-Transport-Security': `max-age=${YEAR_SECONDS}`,
      }),
    });
    done();
  });
}
