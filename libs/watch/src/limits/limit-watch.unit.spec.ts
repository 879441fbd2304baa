import type { Limit } from './limit.js';
import { LimitWatch } from './limit-watch.js';

const aLimit = (over: Partial<Limit> = {}): Limit => ({
  limitId: 'bearing-high',
  kind: 'high',
  threshold: 80,
  deadband: 5,
  onDelayMs: 0,
  offDelayMs: 0,
  severity: 'high',
  ...over,
});

/** What happened, as `second:kind`, for values one second apart. */
function watched(limit: Limit, values: number[], watch = new LimitWatch()): string[] {
  return values.flatMap((value, second) =>
    watch.observe(second * 1000, value, [limit]).map(({ kind }) => `${String(second)}:${kind}`),
  );
}

describe('watching configured limits', () => {
  it('tells an exceedance once, with what was measured against what', () => {
    const watch = new LimitWatch();

    expect(watch.observe(0, 80, [aLimit()])).toEqual([]);
    expect(watch.observe(1000, 81, [aLimit()])).toEqual([
      {
        kind: 'limit_exceeded',
        limitId: 'bearing-high',
        bound: 'high',
        measuredAt: 1000,
        value: 81,
        threshold: 80,
        severity: 'high',
      },
    ]);
    expect(watch.observe(2000, 95, [aLimit()])).toEqual([]);
  });

  it('returns only once the value has left the deadband', () => {
    expect(watched(aLimit(), [81, 79, 81, 76, 75, 81])).toEqual([
      '0:limit_exceeded',
      '4:limit_returned',
      '5:limit_exceeded',
    ]);
  });

  it('watches a low limit the other way round', () => {
    expect(watched(aLimit({ kind: 'low', threshold: 2, deadband: 1 }), [3, 1, 2.5, 3])).toEqual([
      '1:limit_exceeded',
      '3:limit_returned',
    ]);
  });

  it('waits for the on-delay without interruption', () => {
    expect(watched(aLimit({ onDelayMs: 2000 }), [81, 82, 70, 81, 81, 81])).toEqual([
      '5:limit_exceeded',
    ]);
  });

  it('waits for the off-delay without interruption', () => {
    expect(watched(aLimit({ offDelayMs: 2000 }), [81, 70, 70, 78, 70, 70, 70])).toEqual([
      '0:limit_exceeded',
      '6:limit_returned',
    ]);
  });

  it('keeps limits of one sensor apart', () => {
    const limits = [
      aLimit({ limitId: 'high', threshold: 80, severity: 'medium' }),
      aLimit({ limitId: 'high-high', threshold: 90, severity: 'high' }),
    ];
    const watch = new LimitWatch();

    expect(watch.observe(0, 85, limits)).toMatchObject([{ limitId: 'high', severity: 'medium' }]);
    expect(watch.observe(1, 95, limits)).toMatchObject([{ limitId: 'high-high' }]);
    expect(watch.observe(2, 60, limits)).toMatchObject([
      { kind: 'limit_returned', limitId: 'high' },
      { kind: 'limit_returned', limitId: 'high-high' },
    ]);
  });

  it('returns a limit that was removed while exceeded, once', () => {
    const watch = new LimitWatch();
    watch.observe(0, 85, [aLimit()]);

    expect(watch.observe(1000, 85, [])).toEqual([
      { kind: 'limit_returned', limitId: 'bearing-high', measuredAt: 1000, value: 85 },
    ]);
    expect(watch.observe(2000, 85, [])).toEqual([]);
  });

  it('says nothing of a limit removed while its on-delay ran, and starts afresh when it is back', () => {
    const slow = aLimit({ onDelayMs: 2000 });
    const watch = new LimitWatch();
    watch.observe(0, 85, [slow]);

    expect(watch.observe(1000, 85, [])).toEqual([]);
    expect(watch.observe(2000, 85, [slow])).toEqual([]);
    expect(watch.observe(4000, 85, [slow])).toMatchObject([{ kind: 'limit_exceeded' }]);
  });

  it('judges an open exceedance by the limit as it is now', () => {
    const watch = new LimitWatch();
    watch.observe(0, 85, [aLimit()]);

    expect(watch.observe(1000, 85, [aLimit({ threshold: 95 })])).toMatchObject([
      { kind: 'limit_returned' },
    ]);
  });

  it('continues running delays and open exceedances from what was saved', () => {
    const limit = aLimit({ onDelayMs: 3000, offDelayMs: 1000 });
    const values = [81, 85, 84, 83, 70, 70, 81, 81, 70];
    const whole = watched(limit, values);
    const split = values.flatMap((_, at) => {
      const first = new LimitWatch();
      const before = watched(limit, values.slice(0, at), first);
      const second = new LimitWatch(first.toSaved());
      const after = values
        .slice(at)
        .flatMap((value, i) =>
          second
            .observe((at + i) * 1000, value, [limit])
            .map(({ kind }) => `${String(at + i)}:${kind}`),
        );
      return [[...before, ...after]];
    });

    expect(whole).toEqual(['3:limit_exceeded', '5:limit_returned']);
    expect(split).toEqual(values.map(() => whole));
  });
});
