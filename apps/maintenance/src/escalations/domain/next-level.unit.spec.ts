import { levelAt, levelsOf, toldAt } from './next-level.js';

const AT = new Date('2026-11-21T08:00:00.000Z');

describe('the levels of overdue work', () => {
  it('ALM-02: come one after the other, counted from when it was due', () => {
    const levels = levelsOf([{ afterHours: 4 }, { afterHours: 1.5 }]);
    expect(levelAt(levels, 0, AT)).toEqual(new Date('2026-11-21T09:30:00.000Z'));
    expect(levelAt(levels, 1, AT)).toEqual(new Date('2026-11-21T12:00:00.000Z'));
    expect(levelAt(levels, 2, AT)).toBeNull();
  });

  it('are at once, after a day and after three where nothing was agreed', () => {
    expect(
      [0, 1, 2, 3].map((reached) => levelAt(levelsOf([]), reached, AT)?.toISOString()),
    ).toEqual([
      '2026-11-21T08:00:00.000Z',
      '2026-11-22T08:00:00.000Z',
      '2026-11-24T08:00:00.000Z',
      undefined,
    ]);
  });

  it('tell at first who has the work, then whoever wants to hear of it or is named', () => {
    expect(toldAt({ afterHours: 0 }, 1, 'tess')).toEqual(['tess']);
    expect(toldAt({ afterHours: 0 }, 1, null)).toEqual([]);
    expect(toldAt({ afterHours: 0 }, 2, 'tess')).toEqual([]);
    expect(toldAt({ afterHours: 0, tells: ['pia'] }, 1, 'tess')).toEqual(['pia']);
  });
});
