import fc from 'fast-check';
import { bandOf, scoreOf } from './score.js';

const item = (severity: number, weight = 1, applicable = true) => ({
  severity,
  weight,
  applicable,
});
const anItem = fc.record({
  severity: fc.integer({ min: 0, max: 4 }),
  weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
  applicable: fc.boolean(),
});

describe('INS-03: the score of an inspection', () => {
  it('is what failed, by weight and severity, of what could have', () => {
    expect(scoreOf([item(4), item(0)])).toBe(50);
    expect(scoreOf([item(4, 3), item(0, 1)])).toBe(75);
    expect(scoreOf([item(1), item(0), item(0)])).toBe(8.33);
    expect(scoreOf([item(4), item(4, 9)])).toBe(100);
  });

  it('is unknown, not 0, where nothing applied', () => {
    expect(scoreOf([])).toBeNull();
    expect(scoreOf([item(4, 1, false)])).toBeNull();
    expect(scoreOf([item(0)])).toBe(0);
  });

  it('lies in a band that begins at its own edge; nothing found is in none', () => {
    const bands = [null, 0, 0.01, 24.99, 25, 49.99, 50, 74.99, 75, 100].map(bandOf);
    expect(bands).toEqual([
      ...[null, null, 'minor', 'minor', 'moderate', 'moderate', 'major', 'major'],
      ...['critical', 'critical'],
    ]);
  });

  it('lies within 0 and 100, and never falls when something gets worse', () => {
    fc.assert(
      fc.property(fc.array(anItem, { maxLength: 20 }), fc.nat(), (items, which) => {
        const score = scoreOf(items);
        expect(score === null).toBe(!items.some(({ applicable }) => applicable));
        if (score === null) return;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        const worse = items.map((each, index) =>
          index === which % items.length ? { ...each, severity: 4 } : each,
        );
        expect(scoreOf(worse)).toBeGreaterThanOrEqual(score);
      }),
      { numRuns: 2_000 },
    );
  });
});
