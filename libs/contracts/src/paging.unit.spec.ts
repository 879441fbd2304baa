import { pageWindow } from './paging.js';

describe('the window of a page', () => {
  it.each([
    [{}, { limit: 20, offset: 0 }],
    [{ page: 1 }, { limit: 20, offset: 0 }],
    [{ page: 3 }, { limit: 20, offset: 40 }],
    [{ pageSize: 7 }, { limit: 7, offset: 0 }],
    [
      { page: 4, pageSize: 7 },
      { limit: 7, offset: 21 },
    ],
    [
      { page: 100_000, pageSize: 100 },
      { limit: 100, offset: 9_999_900 },
    ],
  ])('of %j is %j', (request, window) => {
    expect(pageWindow(request)).toEqual(window);
  });

  it('follows the one before it without gap or overlap', () => {
    const first = pageWindow({ page: 5, pageSize: 13 });
    expect(pageWindow({ page: 6, pageSize: 13 }).offset).toBe(first.offset + first.limit);
  });
});
