import { positionsOf } from './positions.js';
import { fitThreshold, profiles, scoreAt, type ScoredFile } from './score.js';
import { scoreAcrossSplits, spreadOf } from './splits.js';

const ROWS = 1000;
const instants = Array.from({ length: ROWS }, (_, row) => row * 1000);
const window = { fromMs: 500_000, toMs: 599_000 };

const fileWith = (alarms: Record<number, number>, windows = [window]): ScoredFile => ({
  positions: positionsOf(instants, windows),
  windows: windows.length,
  scores: Float64Array.from(instants, (_, row) => alarms[row] ?? 0),
});

const standardAt = (alarms: Record<number, number>) =>
  scoreAt([fileWith(alarms)], profiles.standard, 0.5).score;

describe('scoring as the Numenta Anomaly Benchmark does', () => {
  it('gives 100 for an alarm at the first row of each window, and 0 for silence', () => {
    expect(standardAt({ 500: 1 })).toBeCloseTo(100, 6);
    expect(standardAt({})).toBe(0);
  });

  it('gives less the later an alarm comes within the window, and counts the best one only', () => {
    const early = standardAt({ 510: 1 });
    const late = standardAt({ 590: 1 });

    expect(early).toBeGreaterThan(late);
    expect(late).toBeGreaterThan(50);
    expect(standardAt({ 510: 1, 590: 1 })).toBe(early);
  });

  it('takes a full false alarm off before the first window, and less right after one', () => {
    expect(standardAt({ 300: 1, 500: 1 })).toBeCloseTo(100 - 11 / 2, 6);
    expect(standardAt({ 500: 1, 601: 1 })).toBeGreaterThan(100 - 11 / 2);
    expect(standardAt({ 500: 1, 990: 1 })).toBeCloseTo(100 - 11 / 2, 1);
  });

  it('does not score the first 15 % of a file', () => {
    expect(standardAt({ 100: 1, 149: 1, 500: 1 })).toBeCloseTo(100, 6);
    expect(standardAt({ 150: 1, 500: 1 })).toBeLessThan(95);
  });

  it('weighs false alarms and misses as the profile says', () => {
    const files = [fileWith({ 300: 1, 500: 1 })];

    expect(scoreAt(files, profiles.rewardLowFp, 0.5).score).toBeCloseTo(100 - 22 / 2, 6);
    expect(scoreAt(files, profiles.rewardLowFn, 0.5).score).toBeCloseTo(100 - 11 / 3, 6);
  });

  it('finds the threshold that serves best', () => {
    const best = fitThreshold([fileWith({ 300: 0.4, 500: 0.6, 800: 0.5 })], profiles.standard);

    expect(best).toMatchObject({ threshold: 0.6, windowsHit: 1, windows: 1, falseRows: 0 });
  });

  it('tells the windows of several files apart', () => {
    const files = [fileWith({ 500: 1 }), fileWith({}), fileWith({ 300: 1 }, [])];
    const { score, windowsHit, falseRows } = scoreAt(files, profiles.standard, 0.5);

    expect({ windowsHit, falseRows }).toEqual({ windowsHit: 1, falseRows: 1 });
    expect(score).toBeCloseTo(50 - 11 / 4, 6);
  });
});

describe('scoring across splits', () => {
  it('scores each half with the threshold of the other', () => {
    const alike = Array.from({ length: 6 }, () => fileWith({ 300: 0.2, 500: 0.8 }));

    expect(scoreAcrossSplits(alike, profiles.standard, 5).median).toBeCloseTo(100, 6);
  });

  it('tells the middle half of what came out', () => {
    expect(spreadOf([5, 1, 2, 4, 3])).toEqual({ median: 3, lowerQuartile: 2, upperQuartile: 4 });
  });
});
