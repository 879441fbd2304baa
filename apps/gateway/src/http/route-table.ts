import { Injectable } from '@nestjs/common';
import type { HttpServer } from './request.js';

interface Entry {
  readonly method: string;
  readonly url: string;
  readonly pattern: RegExp;
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part === '*' ? '.*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}/?$`);
}

/** Every route that the server has. */
@Injectable()
export class RouteTable {
  private readonly entries: Entry[] = [];

  /** Notes each route that is added from now on. */
  follow(server: HttpServer): void {
    server.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) {
        this.entries.push({ method: each, url, pattern: patternOf(url) });
      }
    });
  }

  /** Routes below a prefix, as `METHOD /path`. */
  below(prefix: string): string[] {
    const found = this.entries.filter(({ url, method }) => {
      return url.startsWith(prefix) && method !== 'HEAD' && method !== 'OPTIONS';
    });
    return found.map(({ method, url }) => `${method} ${url}`);
  }

  methodsOf(path: string): string[] {
    const found = this.entries.filter(({ pattern, url }) => url !== '*' && pattern.test(path));
    return [...new Set(found.map(({ method }) => method))].sort();
  }
}
