import type { Page } from '@libs/contracts';

/** One of several lists that are shown as one. */
export type ListPart<T> = (page: number, pageSize: number) => Promise<Page<T>>;

/** The page of lists that follow one another, each of which knows only pages of its own. */
export async function joinedPage<T>(
  parts: readonly ListPart<T>[],
  page: number,
  pageSize: number,
): Promise<Page<T>> {
  const items: T[] = [];
  let totalCount = 0;
  for (const part of parts) {
    const from = (page - 1) * pageSize - totalCount;
    const skipped = Math.max(0, from);
    const first = Math.floor(skipped / pageSize) + 1;
    const { items: found, totalCount: count } = await part(first, pageSize);
    const wanted = from > -pageSize && skipped < count ? pageSize - items.length : 0;
    const own = found.slice(skipped % pageSize);
    // A page that begins inside one of the part's reaches into the one after it.
    const isShort = own.length < wanted && skipped + own.length < count;
    const more = isShort ? (await part(first + 1, pageSize)).items : [];
    items.push(...[...own, ...more].slice(0, wanted));
    totalCount += count;
  }
  return { items, totalCount };
}
