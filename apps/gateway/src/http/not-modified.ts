import { headerOf, type HttpRequest } from './request.js';

/** Whether who asks has what they would be sent: one of the tags of If-None-Match is its own. */
export function isNotModified(request: HttpRequest, etag: string): boolean {
  const seen = headerOf(request, 'if-none-match');
  if (seen === undefined) return false;
  const tags = seen.split(',').map((each) => each.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
