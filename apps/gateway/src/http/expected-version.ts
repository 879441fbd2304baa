import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { ContractBroken } from '@libs/messaging';
import { HttpProblem } from './problem.js';
import { headerOf, type HttpRequest } from './request.js';

/** The version that a caller has seen, where they said so. */
export interface Seen {
  readonly expectedVersion?: number;
}

/** The version of an `If-Match: "<version>"`; nothing when none is demanded. */
export function expectedVersionOf(header: string | undefined): Seen {
  if (header === undefined || header.trim() === '*') return {};
  if (/^\s*W\//.test(header)) {
    // RFC 9110: what is only weakly the same is not the same enough to be changed.
    const detail = 'A weak ETag does not say which version you have seen; send it like "3".';
    throw new HttpProblem({ status: 412, title: 'Stale version', detail });
  }
  const version = /^\s*"?([1-9]\d{0,8})"?\s*$/.exec(header)?.[1];
  if (version === undefined) {
    const message = 'must be the ETag that you have seen, like "3"';
    throw new ContractBroken('header', [{ field: 'If-Match', message }]);
  }
  return { expectedVersion: Number(version) };
}

/** Hands a route the version that the caller has seen. */
export const ExpectedVersion = createParamDecorator((_: unknown, context: ExecutionContext) =>
  expectedVersionOf(headerOf(context.switchToHttp().getRequest<HttpRequest>(), 'if-match')),
);

/** Says in the document that a route takes the version that the caller has seen. */
export const TakesIfMatch = (): ClassDecorator & MethodDecorator =>
  ApiHeader({ name: 'If-Match', required: false, description: 'The ETag that you have seen' });
