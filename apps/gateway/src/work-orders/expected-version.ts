import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ContractBroken } from '@libs/messaging';
import { headerOf, type HttpRequest } from '../http/request.js';

/** The version of an `If-Match: "<version>"`; nothing when none is demanded. */
export function expectedVersionOf(header: string | undefined): { expectedVersion?: number } {
  if (header === undefined || header.trim() === '*') return {};
  const version = /^\s*"?([1-9]\d{0,8})"?\s*$/.exec(header)?.[1];
  if (version === undefined) {
    const message = 'must be the ETag of the work order, like "3"';
    throw new ContractBroken('header', [{ field: 'If-Match', message }]);
  }
  return { expectedVersion: Number(version) };
}

/** Hands a route the version that the caller has seen. */
export const ExpectedVersion = createParamDecorator((_: unknown, context: ExecutionContext) =>
  expectedVersionOf(headerOf(context.switchToHttp().getRequest<HttpRequest>(), 'if-match')),
);
