import type { Page } from '@libs/contracts';
import fc from 'fast-check';
import { joinedPage, type ListPart } from './joined-pages.js';

const partOf =
  (all: readonly number[]): ListPart<number> =>
  (page, pageSize): Promise<Page<number>> =>
    Promise.resolve({
      items: all.slice((page - 1) * pageSize, page * pageSize),
      totalCount: all.length,
    });

describe('pages of lists that follow one another', () => {
  it('ALM-03: are the pages of one list', async () => {
    const lists = fc.array(fc.array(fc.integer(), { maxLength: 25 }), { maxLength: 3 });
    const asked = fc.tuple(lists, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 10 }));
    await fc.assert(
      fc.asyncProperty(asked, async ([all, page, pageSize]) => {
        const joined = all.flat();
        expect(await joinedPage(all.map(partOf), page, pageSize)).toEqual({
          items: joined.slice((page - 1) * pageSize, page * pageSize),
          totalCount: joined.length,
        });
      }),
    );
  });
});
