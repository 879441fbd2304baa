import { headerOf, type HttpRequest } from '../http/request.js';

/** The cookie that carries a browser's token. */
export const COOKIE = 'millwright';

/** What a request shows to say who sends it; a cookie counts only where `withCookie` says so. */
export function presentedBy(request: HttpRequest, withCookie: boolean): string | undefined {
  const cookie = withCookie ? request.cookies[COOKIE] : undefined;
  const shown = bearerOf(request) ?? headerOf(request, 'x-api-key') ?? cookie;
  return shown === '' ? undefined : shown;
}

/** The bearer token of a request; one that cannot be read is none that we know. */
export function bearerOf(request: HttpRequest): string | undefined {
  const header = headerOf(request, 'authorization');
  if (header === undefined) return undefined;
  return /^Bearer +(\S+)$/i.exec(header)?.[1] ?? 'unreadable';
}

/** The issuer that a token says it has; not to be believed before the token is verified. */
export function claimedIssuer(token: string): string | undefined {
  const parts = token.split('.');
  // Several texts decode to the same bytes; only one of them was signed.
  const exact = (part: string): boolean =>
    Buffer.from(part, 'base64url').toString('base64url') === part;
  if (parts.length !== 3 || !parts.every(exact)) return undefined;
  try {
    const payload: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    if (typeof payload !== 'object' || payload === null || !('iss' in payload)) return undefined;
    return typeof payload.iss === 'string' ? payload.iss : undefined;
  } catch {
    return undefined;
  }
}
