import { Alignment, type SavedAlignment } from './alignment.js';

describe('aligning the signals of a machine', () => {
  it('closes a row when every signal has spoken after it', () => {
    const alignment = new Alignment(2, 1000);

    expect(alignment.add(0, 1100, 5)).toEqual([]);
    expect(alignment.add(1, 1700, 7)).toEqual([]);
    expect(alignment.add(0, 2100, 6)).toEqual([]);
    expect(alignment.add(1, 2200, 8)).toEqual([{ atMs: 1000, values: [5, 7] }]);
  });

  it('takes the mean of what a signal said within one period', () => {
    const alignment = new Alignment(1, 1000);
    alignment.add(0, 1000, 4);
    alignment.add(0, 1500, 6);

    expect(alignment.add(0, 2000, 0)).toEqual([{ atMs: 1000, values: [5] }]);
  });

  it('does not wait for ever for a signal that is silent', () => {
    const alignment = new Alignment(2, 1000, 3);
    for (const at of [1000, 2000, 3000, 4000]) expect(alignment.add(0, at, at)).toEqual([]);

    expect(alignment.add(0, 5000, 5000)).toEqual([{ atMs: 1000, values: [1000, undefined] }]);
  });

  it('takes what is late but not too late, and leaves out the rest', () => {
    const alignment = new Alignment(2, 1000, 3);
    alignment.add(0, 1000, 1);
    alignment.add(0, 4000, 4);
    alignment.add(1, 1200, 10);
    expect(alignment.add(1, 4000, 40)).toEqual([{ atMs: 1000, values: [1, 10] }]);

    expect(alignment.add(1, 1500, 11)).toEqual([]);
    expect(alignment.add(0, 5000, 5)).toEqual([]);
    expect(alignment.add(1, 5000, 50)).toEqual([{ atMs: 4000, values: [4, 40] }]);
  });

  it('gives rows in the order of time whatever the order of arrival', () => {
    const alignment = new Alignment(1, 1000, 5);
    const rows = [3000, 1000, 2000, 1500, 9000].flatMap((at) => alignment.add(0, at, at));

    expect(rows.map(({ atMs }) => atMs)).toEqual([1000, 2000, 3000]);
  });

  it('goes on from what was saved, wherever it was cut', () => {
    const readings = Array.from({ length: 40 }, (_, i) => [i % 3, 400 * i, i] as const);
    const whole = new Alignment(3, 1000);
    const rows = readings.flatMap((reading) => whole.add(...reading));

    for (let cut = 0; cut <= readings.length; cut++) {
      const first = new Alignment(3, 1000);
      const before = readings.slice(0, cut).flatMap((reading) => first.add(...reading));
      const saved = JSON.parse(JSON.stringify(first.toSaved())) as SavedAlignment;
      const second = new Alignment(3, 1000, 5, saved);
      const after = readings.slice(cut).flatMap((reading) => second.add(...reading));

      expect([...before, ...after]).toEqual(rows);
    }
  });
});
