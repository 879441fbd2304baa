import { count, nothingCounted, rates } from './count.js';

const countOf = (rows: readonly [abnormal: boolean, said: boolean][]) => {
  const counted = nothingCounted();
  for (const [abnormal, said] of rows) count(counted, abnormal, said);
  return rates(counted);
};

describe('counting rows', () => {
  it('gives F1 1 and no false or missed alarm when all that is said is right', () => {
    const right = countOf([
      [true, true],
      [false, false],
    ]);

    expect(right).toEqual({ f1: 1, falseAlarmRate: 0, missedAlarmRate: 0 });
  });

  it('gives the rates over the rows that were normal and those that were not', () => {
    const mixed = countOf([
      [true, true],
      [true, false],
      [false, true],
      [false, false],
      [false, false],
      [false, false],
    ]);

    expect(mixed).toEqual({ f1: 0.5, falseAlarmRate: 25, missedAlarmRate: 50 });
  });
});
