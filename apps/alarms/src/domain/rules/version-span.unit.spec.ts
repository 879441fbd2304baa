import { hoursOf, spanBeside, spanOf } from './version-span.js';

const at = (hour: number): Date => new Date(Date.UTC(2026, 0, 1, hour));

describe('the time of a version', () => {
  it('goes on while it is live, and ended when it was put away', () => {
    const tried = { shadowedAt: at(1), changedAt: at(5) };
    expect(spanOf({ ...tried, state: 'shadow' }, at(9), at(0))).toEqual({ from: at(1), to: at(9) });
    expect(spanOf({ ...tried, state: 'retired' }, at(9), at(0))).toEqual({
      from: at(1),
      to: at(5),
    });
    expect(spanOf({ state: 'draft', shadowedAt: null, changedAt: at(5) }, at(9), at(0))).toBeNull();
    expect(hoursOf({ from: at(1), to: at(5) })).toBe(4);
  });

  it('reaches back as far as what it raised is kept, and is empty before that', () => {
    const tried = { shadowedAt: at(1), changedAt: at(5) };
    expect(spanOf({ ...tried, state: 'active' }, at(9), at(3))).toEqual({ from: at(3), to: at(9) });
    const gone = spanOf({ ...tried, state: 'retired' }, at(9), at(7));
    expect(gone && hoursOf(gone)).toBe(0);
  });

  it('is compared over what both lived through, or else over all of the active one', () => {
    const shadow = { from: at(4), to: at(9) };
    expect(spanBeside({ from: at(1), to: at(9) }, shadow)).toEqual(shadow);
    expect(spanBeside({ from: at(6), to: at(9) }, shadow)).toEqual({ from: at(6), to: at(9) });
    const retired = { from: at(1), to: at(5) };
    expect(spanBeside({ from: at(6), to: at(9) }, retired)).toEqual({ from: at(6), to: at(9) });
  });
});
