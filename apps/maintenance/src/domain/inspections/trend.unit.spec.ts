import { trendOf } from './trend.js';

const values = (...list: number[]) => list.map((value, day) => ({ day, value }));
const LIMITS = { low: 0, high: 80 };

describe('INS-02: the trend of a measured item', () => {
  it('meets its limit where the line does, without doubt where there is no scatter', () => {
    const { slopePerDay, crossing } = trendOf(values(60, 62, 64, 66, 68, 70, 72), LIMITS);
    expect(slopePerDay).toBeCloseTo(2, 9);
    expect(crossing).toMatchObject({ limit: 'high', threshold: 80 });
    expect(crossing?.day).toBeCloseTo(10, 6);
    expect(crossing?.earliestDay).toBeCloseTo(10, 6);
    expect(crossing?.latestDay).toBeCloseTo(10, 6);
  });

  it('tells the interval of the meeting, which Fieller’s theorem gives', () => {
    // Mean day 2.5, Σ(day − mean)² 17.5, mean value 60.
    const measured = values(50.5, 53.5, 58.5, 61.5, 66.5, 69.5);
    const { slopePerDay, crossing } = trendOf(measured, { low: null, high: 80 });
    const slope =
      (-2.5 * 50.5 - 1.5 * 53.5 - 0.5 * 58.5 + 0.5 * 61.5 + 1.5 * 66.5 + 2.5 * 69.5) / 17.5;
    expect(slopePerDay).toBeCloseTo(slope, 9);
    expect(crossing?.day).toBeCloseTo(2.5 + 20 / slope, 6);
    const { earliestDay = 0, latestDay = 0, day = 0 } = crossing ?? {};
    expect(earliestDay).toBeLessThan(day);
    expect(latestDay).toBeGreaterThan(day);
    // At both ends the line's 95 % band (t = 2.776 with 4 degrees) touches the limit.
    const fitted = measured.map(({ day: d }) => 60 + slope * (d - 2.5));
    const s2 = measured.reduce((sum, { value }, i) => sum + (value - (fitted[i] ?? 0)) ** 2, 0) / 4;
    for (const end of [earliestDay, latestDay]) {
      const band = 2.776 * Math.sqrt(s2 * (1 / 6 + (end - 2.5) ** 2 / 17.5));
      expect(Math.abs(60 + slope * (end - 2.5) - 80)).toBeCloseTo(band, 1);
    }
  });

  it.each([
    ['few values', values(60, 70, 75, 78), 'It takes 5 values.'],
    [
      'one instant',
      [1, 2, 3].map((value) => ({ day: 7, value })),
      'The values are of one instant.',
    ],
    ['no slope', values(5, 5, 5, 5, 5), 'The slope may be chance'],
    ['scatter', values(40, 70, 35, 72, 38, 66), 'The slope may be chance'],
    ['a limit long crossed', values(81, 82, 83, 84, 85), 'The line is beyond the limit already.'],
    ['a limit far away', values(1, 2, 3, 4, 5), 'It is further ahead than values reach back.'],
  ])('tells no meeting for %s, and why', (_, measured, reason) => {
    const { crossing, noCrossingBecause } = trendOf(measured, LIMITS);
    expect(crossing).toBeNull();
    expect(noCrossingBecause).toContain(reason);
  });

  it('falls towards the lower limit, and needs one on that side', () => {
    const falling = values(9, 8, 7, 6, 5, 4, 3);
    expect(trendOf(falling, LIMITS).crossing).toMatchObject({ limit: 'low', threshold: 0 });
    expect(trendOf(falling, { low: null, high: 80 }).noCrossingBecause).toContain('no limit');
  });
});
