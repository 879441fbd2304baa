import { Text, Whole } from './fields/kinds.js';
import { Request } from './envelope/request-contract.js';

/** One page of a list and how many there are in all. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly totalCount: number;
}

/** A stretch of a list that is walked by cursor: nothing is counted. */
export interface Stretch<T> {
  readonly items: readonly T[];
  /** Where the list goes on; null at its end. */
  readonly nextCursor: string | null;
  readonly totalCount?: undefined;
}

const PAGE_SIZE = { min: 1, max: 100, optional: true, default: 20 } as const;
/** What a cursor looks like to those who carry it. */
export const CURSOR = {
  ...{ min: 0, max: 2000, optional: true, pattern: /^[\w-]*$/ },
  description:
    'Walks the list without gap or repetition while it changes: first empty, then `next_cursor`. Goes without page',
} as const;

/** Whether a value can be a cursor. */
export const isCursor = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= CURSOR.max && CURSOR.pattern.test(value);

/** A question that says how long a page is to be, and which. */
export abstract class Paged<Reply> extends Request<Reply> {
  @Whole({ min: 1, max: 100_000, optional: true, default: 1 })
  page?: number;

  @Whole(PAGE_SIZE)
  pageSize?: number;
}

/** A question whose answer comes in pages, newest first. */
export abstract class PageRequest<T> extends Paged<Page<T>> {}

/** A question whose answer comes in pages or, with a cursor, in stretches. */
export abstract class ListRequest<T> extends Paged<Page<T> | Stretch<T>> {
  @Text(CURSOR) cursor?: string;
}

/** A question whose answer is too long to count, and comes in stretches only. */
export abstract class WalkRequest<T> extends Request<Stretch<T>> {
  @Whole({ ...PAGE_SIZE, max: 1000 }) pageSize?: number;
  @Text(CURSOR) cursor?: string;
}

/** LIMIT and OFFSET of a page. */
export function pageWindow(request: { page?: number; pageSize?: number }): {
  limit: number;
  offset: number;
} {
  const limit = request.pageSize ?? 20;
  return { limit, offset: ((request.page ?? 1) - 1) * limit };
}
