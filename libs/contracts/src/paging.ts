import { Whole } from './fields/kinds.js';
import { Request } from './envelope/request-contract.js';

/** One page of a list and how many there are in all. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly totalCount: number;
}

/** A question whose answer comes in pages, newest first. */
export abstract class PageRequest<T> extends Request<Page<T>> {
  @Whole({ min: 1, max: 100_000, optional: true, default: 1 })
  page?: number;

  @Whole({ min: 1, max: 100, optional: true, default: 20 })
  pageSize?: number;
}

/** LIMIT and OFFSET of a page. */
export function pageWindow(request: { page?: number; pageSize?: number }): {
  limit: number;
  offset: number;
} {
  const limit = request.pageSize ?? 20;
  return { limit, offset: ((request.page ?? 1) - 1) * limit };
}
