import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { headerOf, type HttpRequest } from '../http/request.js';

/** Whether a PUT says that its body is a part only (RFC 7240, `Prefer: handling=partial`). */
export const HandlesPartially = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<HttpRequest>();
  return /(?:^|[,;\s])handling=partial\b/.test(headerOf(request, 'prefer') ?? '');
});
