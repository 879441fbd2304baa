import fc from 'fast-check';
import { countedBetween, type Mark, type Shown } from './counted.js';

const HOUR = 3_600_000;

/** What the marks at these instants would be told of readings. */
function marksOf(readings: readonly Shown[], instants: readonly number[]): Mark[] {
  return instants.map((at) => ({
    at,
    before: readings.findLast((each) => each.at <= at) ?? null,
    after: readings.find((each) => each.at > at) ?? null,
  }));
}

const counted = (values: readonly (readonly [hour: number, value: number])[], hours: number[]) =>
  marksOf(
    values.map(([hour, value]) => ({ at: hour * HOUR, value })),
    hours.map((hour) => hour * HOUR),
  );

describe('what a counter has counted', () => {
  it('is taken from readings at the ends, or lies evenly between those around them', () => {
    const readings = [[0, 100], [2, 110], [4, 150]] as const; // prettier-ignore
    expect(countedBetween(counted(readings, [0, 4]), [])).toEqual({
      ...{ amount: 50, interpolated: 0, nearest: 0, falls: 0 },
    });
    // 105 at 01:00, 130 at 03:00
    expect(countedBetween(counted(readings, [1, 3]), [])).toMatchObject({
      ...{ amount: 25, interpolated: 2, nearest: 0 },
    });
    expect(countedBetween(counted(readings, [-5, 9]), [])).toMatchObject({
      ...{ amount: 50, interpolated: 0, nearest: 2 },
    });
  });

  it.each([
    ['before the first reading', [-9, -1]],
    ['after the last', [5, 9]],
  ])('is not known %s', (_, hours) => {
    const marks = counted([[0, 100], [4, 150]], hours); // prettier-ignore
    expect(countedBetween(marks, [])).toMatchObject({ amount: null });
  });

  it('goes on over a reset, a rollover and a replacement that were told', () => {
    const marks = counted([[0, 990], [2, 5], [4, 20]], [0, 4]); // prettier-ignore
    // Reset at 01:00, where it showed 1000: 10 + 20
    expect(countedBetween(marks, [{ startedAt: HOUR, offset: 1000 }])).toMatchObject({
      ...{ amount: 30, falls: 0 },
    });
  });

  it('takes a fall that nobody explained for nothing, and says so', () => {
    const marks = counted([[0, 990], [1, 1000], [2, 5], [4, 20]], [0, 1, 2, 4]); // prettier-ignore
    expect(countedBetween(marks, [])).toMatchObject({ amount: 25, falls: 1 });
  });

  it('ANA-04: of two stretches together is that of both', () => {
    const growth = fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.nat(1000)), {
      minLength: 2,
    });
    fc.assert(
      fc.property(growth, fc.nat(99), fc.nat(99), fc.nat(99), (steps, a, b, c) => {
        let [at, value] = [0, 0];
        const readings = steps.map(([pause, grown]) => {
          [at, value] = [at + pause, value + grown];
          return { at, value };
        });
        const [from = 0, middle = 0, to = 0] = [a, b, c].sort((x, y) => x - y);
        const whole = countedBetween(marksOf(readings, [from, to]), []).amount;
        const parts = [[from, middle], [middle, to]] // prettier-ignore
          .map((ends) => countedBetween(marksOf(readings, ends), []).amount ?? 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(whole ?? 0, 6);
      }),
    );
  });
});
