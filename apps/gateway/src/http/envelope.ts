import { STATUS_CODES } from 'node:http';
import {
  Injectable,
  SetMetadata,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import type { HttpReply } from './request.js';

/** One page of a list, with the window that was asked for. */
export class PageAnswer {
  constructor(
    readonly items: readonly unknown[],
    readonly totalCount: number,
    readonly page: number,
    readonly pageSize: number,
  ) {}

  /** The page that a query asked for. */
  static of(
    items: readonly unknown[],
    totalCount: number,
    { page = 1, pageSize = 20 }: { page?: number; pageSize?: number },
  ): PageAnswer {
    return new PageAnswer(items, totalCount, page, pageSize);
  }

  get pagination(): object {
    const totalPages = Math.ceil(this.totalCount / this.pageSize);
    return {
      page: this.page,
      page_size: this.pageSize,
      total_pages: totalPages,
      total_count: this.totalCount,
      has_next: this.page < totalPages,
      has_previous: this.page > 1,
    };
  }
}

const PLAIN = 'plain-answer';
const LOCATION = 'location';
const MESSAGE = 'message';

/** The answer of this route goes out as it is. */
export const PlainAnswer = (): ClassDecorator & MethodDecorator => SetMetadata(PLAIN, true);

/** What this route makes is found below this path, by its id. */
export const LocatedAt = (path: string): MethodDecorator => SetMetadata(LOCATION, path);

/** What the envelope of this route says, where clients show it to people. */
export const Says = (message: string): MethodDecorator => SetMetadata(MESSAGE, message);

/** Puts every answer into the envelope of the API. */
@Injectable()
export class EnvelopeInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PLAIN, targets)) return next.handle();
    const location = this.reflector.get<string | undefined>(LOCATION, context.getHandler());
    const said = this.reflector.get<string | undefined>(MESSAGE, context.getHandler());
    const reply = context.switchToHttp().getResponse<HttpReply>();
    return next.handle().pipe(
      map((data: unknown) => {
        if (data === undefined || data instanceof StreamableFile) return data;
        if (location !== undefined && typeof data === 'object' && data !== null && 'id' in data) {
          void reply.header('Location', `${location}/${String(data.id)}`);
        }
        return {
          success: true,
          ...(data instanceof PageAnswer
            ? { data: data.items, pagination: data.pagination }
            : { data }),
          message: said ?? STATUS_CODES[reply.statusCode] ?? 'OK',
          timestamp: new Date().toISOString(),
        };
      }),
    );
  }
}
