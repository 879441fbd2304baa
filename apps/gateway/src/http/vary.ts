import type { HttpReply } from './request.js';

/** Tells caches that these headers of a request decide about the answer, besides those told before. */
export function varyBy(reply: HttpReply, ...headers: readonly string[]): void {
  const told = String(reply.getHeader('Vary') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  void reply.header('Vary', [...new Set([...told, ...headers])].join(', '));
}
