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
import type { Page, Stretch } from '@libs/contracts';
import { map, type Observable } from 'rxjs';
import { linkHeader, type Relations } from './links.js';
import type { HttpReply, HttpRequest } from './request.js';

/** A part of a list, and where in it that lies. */
export interface ListAnswer {
  readonly items: readonly unknown[];
  readonly pagination: object;
  readonly relations: Relations;
  /** The same part with each item in other words. */
  told(as: (item: unknown) => unknown): ListAnswer;
}

/** One page of a list, with the window that was asked for. */
export class PageAnswer implements ListAnswer {
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
    const { page, totalPages } = this;
    return {
      page,
      page_size: this.pageSize,
      total_pages: totalPages,
      total_count: this.totalCount,
      has_next: page < totalPages,
      has_previous: page > 1,
    };
  }

  get relations(): Relations {
    const { page, totalPages } = this;
    const at = (number: number): { page: string } => ({ page: String(number) });
    return {
      first: at(1),
      ...(page > 1 && { prev: at(page - 1) }),
      ...(page < totalPages && { next: at(page + 1) }),
      ...(totalPages > 0 && { last: at(totalPages) }),
    };
  }

  told(as: (item: unknown) => unknown): PageAnswer {
    return new PageAnswer(this.items.map(as), this.totalCount, this.page, this.pageSize);
  }

  private get totalPages(): number {
    return Math.ceil(this.totalCount / this.pageSize);
  }
}

/** A stretch of a list that is walked by cursor. */
export class StretchAnswer implements ListAnswer {
  constructor(
    readonly items: readonly unknown[],
    readonly nextCursor: string | null,
    readonly pageSize: number,
  ) {}

  get pagination(): object {
    const { pageSize, nextCursor } = this;
    return { page_size: pageSize, has_next: nextCursor !== null, next_cursor: nextCursor };
  }

  get relations(): Relations {
    const { nextCursor } = this;
    return { first: { cursor: '' }, ...(nextCursor !== null && { next: { cursor: nextCursor } }) };
  }

  told(as: (item: unknown) => unknown): StretchAnswer {
    return new StretchAnswer(this.items.map(as), this.nextCursor, this.pageSize);
  }
}

/** What an agent told of a list, as a part of it. */
export function listAnswer(
  part: Page<unknown> | Stretch<unknown>,
  window: { page?: number; pageSize?: number },
): ListAnswer {
  if (part.totalCount !== undefined) return PageAnswer.of(part.items, part.totalCount, window);
  return new StretchAnswer(part.items, part.nextCursor, window.pageSize ?? 20);
}

/** Whether an answer is a part of a list. */
export const isListAnswer = (answer: unknown): answer is ListAnswer =>
  answer instanceof PageAnswer || answer instanceof StretchAnswer;

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
    const http = context.switchToHttp();
    const reply = http.getResponse<HttpReply>();
    return next.handle().pipe(
      map((data: unknown) => {
        if (data === undefined || data instanceof StreamableFile) return data;
        if (location !== undefined && typeof data === 'object' && data !== null && 'id' in data) {
          void reply.header('Location', `${location}/${String(data.id)}`);
        }
        const isList = isListAnswer(data);
        if (isList) {
          const { url } = http.getRequest<HttpRequest>();
          void reply.header('Link', linkHeader(url, data.relations));
        }
        return {
          success: true,
          ...(isList ? { data: data.items, pagination: data.pagination } : { data }),
          message: said ?? STATUS_CODES[reply.statusCode] ?? 'OK',
          timestamp: new Date().toISOString(),
        };
      }),
    );
  }
}
