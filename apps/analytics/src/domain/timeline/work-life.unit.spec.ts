import fc from 'fast-check';
import { workLifeOf, type WorkStep } from './work-life.js';

const KINDS = [
  ...(['started', 'held', 'resumed', 'completed', 'sent_back', 'reopened', 'cancelled'] as const),
];
const steps = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    step: fc.constantFrom(...KINDS),
    at: fc.integer({ min: 0, max: 60 }),
    restoredAt: fc.option(fc.integer({ min: 0, max: 60 })),
  }),
  { maxLength: 14, selector: ({ id }) => id },
);

const overlap = (spans: readonly { readonly from: number; readonly to: number | null }[]) =>
  spans.some(({ from }, index) => index > 0 && from < (spans[index - 1]?.to ?? Infinity));

describe('the life of a work order, out of its steps', () => {
  it('is the same in whatever order they come, and neither attendances nor waits overlap', () => {
    const shuffled = steps.chain((known) =>
      fc.tuple(
        fc.constant(known),
        fc.shuffledSubarray<WorkStep>(known, { minLength: known.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([inOrder, outOfOrder]) => {
        const life = workLifeOf(inOrder);
        expect(workLifeOf(outOfOrder)).toEqual(life);
        expect(overlap(life.attendances) || overlap(life.holds)).toBe(false);
        for (const { from, to } of life.holds) {
          const within = life.attendances.some(
            (each) => each.from <= from && (to ?? Infinity) <= (each.to ?? Infinity),
          );
          expect(within).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves an end without a beginning to itself until that is known', () => {
    const end = { id: 'b', step: 'completed', at: 9 } as const;
    expect(workLifeOf([end])).toMatchObject({ attendances: [], completedAt: 9 });
    const both = workLifeOf([end, { id: 'a', step: 'started', at: 4 }]);
    expect(both.attendances).toEqual([{ from: 4, to: 9, restoredAt: 9 }]);
  });
});
