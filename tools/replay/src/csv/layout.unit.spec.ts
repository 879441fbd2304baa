import { detectLayout } from './layout.js';

const layoutOf = (...lines: string[]) => detectLayout(lines.join('\n'), true);

describe('finding the layout of a file', () => {
  it('reads a header, the timestamps and one value', () => {
    const layout = layoutOf(
      'timestamp,value',
      '2013-12-02 21:15:00,73.9',
      '2013-12-02 21:20:00,74.9',
      '2013-12-02 21:25:00,76.1',
    );
    expect(layout).toEqual({
      separator: ',',
      hasHeader: true,
      timestampColumn: 0,
      clockColumn: undefined,
      dateOrder: { monthFirst: false, settled: true },
      newestFirst: false,
      valueColumns: [{ index: 1, name: 'value' }],
      ignored: [],
      periodMs: 300_000,
    });
  });

  it('finds semicolons, several values and a column of words', () => {
    const layout = layoutOf(
      'state;datetime;Pressure, bar;Flow',
      'ok;2020-03-09 10:14:33;0,05;32,1',
      'ok;2020-03-09 10:14:34;0,06;32,0',
    );
    expect(layout).toMatchObject({
      separator: ';',
      timestampColumn: 1,
      valueColumns: [
        { index: 2, name: 'Pressure, bar' },
        { index: 3, name: 'Flow' },
      ],
      ignored: ['state'],
      periodMs: 1000,
    });
  });

  it('does without a header and with epoch seconds', () => {
    const layout = layoutOf('1700000000\t5', '1700000060\t6');
    expect(layout).toMatchObject({
      separator: '\t',
      hasHeader: false,
      timestampColumn: 0,
      valueColumns: [{ index: 1, name: 'column-2' }],
      periodMs: 60_000,
    });
  });

  it('prefers the column called a time over another that could be one', () => {
    const layout = layoutOf('serial,ts,v', '1700000000,1700000000,1', '1700000001,1700000001,2');
    expect(layout.timestampColumn).toBe(1);
  });

  it('takes runs of spaces, the day and the time of day apart, and what is written above', () => {
    const layout = layoutOf(
      '# unit 4, line 2',
      'date        time      flow   pressure',
      '2026-11-21  08:30:00   5.25  1',
      '2026-11-21  08:30:10  15.50  2',
    );
    expect(layout).toMatchObject({
      separator: ' ',
      hasHeader: true,
      timestampColumn: 0,
      clockColumn: 1,
      valueColumns: [
        { index: 2, name: 'flow' },
        { index: 3, name: 'pressure' },
      ],
      ignored: [],
      periodMs: 10_000,
    });
  });

  it('takes spaces after a comma or a semicolon for no separator', () => {
    for (const separator of [',', ';', '\t'])
      expect(layoutOf(`2026-11-21 08:30:00${separator} 5`)).toMatchObject({
        separator,
        clockColumn: undefined,
      });
  });

  it.each([
    ['21/11/2026 08:30', '22/11/2026 08:30', false, true],
    ['11/21/2026 8:30:00 PM', '11/22/2026 8:30:00 PM', true, true],
    ['05/11/2026 08:30', '05/11/2026 08:31', false, false],
    ['11/05/2026 08:30', '11/06/2026 08:30', true, false],
  ])('tells the order of day and month of %s and %s', (one, other, monthFirst, settled) => {
    expect(layoutOf(`${one};1`, `${other};2`).dateOrder).toEqual({ monthFirst, settled });
  });

  it('tells a file whose newest row comes first from one in disorder', () => {
    const newestFirst = (...instants: number[]) =>
      layoutOf(...instants.map((at) => `${1_700_000_000 + at},1`)).newestFirst;

    expect(newestFirst(3, 2, 2, 1)).toBe(true);
    expect(newestFirst(3, 2, 4, 1)).toBe(false);
    expect(newestFirst(1, 2)).toBe(false);
    expect(newestFirst(1, 1)).toBe(false);
  });

  it('says in a sentence what it misses', () => {
    expect(() => layoutOf('a,b', 'x,1')).toThrow('No column of the file reads as timestamps');
    expect(() => layoutOf('t,b', '2026-11-21,x')).toThrow('holds numbers');
    expect(() => layoutOf('')).toThrow('The file is empty.');
  });
});
