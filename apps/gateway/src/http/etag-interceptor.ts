import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { tap, type Observable } from 'rxjs';
import type { HttpReply } from './request.js';

/** Tells the version of what is answered, to be sent back as If-Match. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<HttpReply>();
    return next.handle().pipe(
      tap((data: unknown) => {
        if (typeof data !== 'object' || data === null || !('version' in data)) return;
        void reply.header('ETag', `"${String(data.version)}"`);
      }),
    );
  }
}
