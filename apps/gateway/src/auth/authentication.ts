import { Injectable } from '@nestjs/common';
import { HttpProblem } from '../http/problem.js';
import { headerOf, type HttpRequest } from '../http/request.js';
import type { Principal } from './principal.js';
import { Tokens } from './tokens.js';

/** The cookie that carries a browser's token. */
export const COOKIE = 'millwright';

function unauthorised(title: string, detail: string, error?: string): HttpProblem {
  const challenge = error ? `Bearer error="${error}", error_description="${detail}"` : 'Bearer';
  const headers = { 'WWW-Authenticate': challenge };
  return new HttpProblem({ status: 401, title, detail, headers });
}

/** Finds out who asks. */
@Injectable()
export class Authentication {
  constructor(private readonly tokens: Tokens) {}

  /** The principal of a request; a cookie counts only where `withCookie` says so. */
  async principalOf(request: HttpRequest, withCookie: boolean): Promise<Principal> {
    const token = this.bearer(request) ?? (withCookie ? request.cookies[COOKIE] : undefined);
    if (token === undefined || token === '') {
      throw unauthorised('Token missing', 'Log in and send the token as a bearer.');
    }
    const reading = await this.tokens.read(token);
    switch (reading.kind) {
      case 'valid':
        return reading.principal;
      case 'expired':
        throw unauthorised(
          'Token expired',
          'The token has expired; log in again.',
          'invalid_token',
        );
      case 'invalid':
        throw unauthorised('Token invalid', 'The token is not one of ours.', 'invalid_token');
    }
  }

  private bearer(request: HttpRequest): string | undefined {
    const header = headerOf(request, 'authorization');
    if (header === undefined) return undefined;
    return /^Bearer +(\S+)$/i.exec(header)?.[1] ?? 'unreadable';
  }
}
