import { columnNamed } from '@libs/contracts';
import { readHeadings } from './headings.js';
import { readCsv } from './read-csv.js';
import { readLines } from './read-lines.js';
import { RECORD_BYTES, TOO_LONG, type Stretch } from './records.js';
import { rowOfCells, rowOfLine } from './rows-of-records.js';

const stretch = (text: string | Buffer, more: Partial<Stretch> = {}): Stretch => ({
  bytes: Buffer.from(text),
  isLast: true,
  lastRow: 0,
  ...more,
});

const told = (text: string, more: Partial<Stretch> = {}, limit = 100): unknown[] => {
  const { records } = readCsv(stretch(text, more), ',', limit);
  return records.map(({ row, cells, fault }) => [row, fault === undefined ? cells : 'fault']);
};

describe('reading a CSV', () => {
  it.each(['\n', '\r\n', '\r'])('knows the line end %j', (end) => {
    const rows = ['a,b', '"c ""d""",e', '"f\ng",'].join(end);
    expect(told(rows + end)).toEqual([
      [1, ['a', 'b']],
      [2, ['c "d"', 'e']],
      [3, ['f\ng', '']],
    ]);
  });

  it('counts blank lines as a spreadsheet does', () => {
    expect(told('\na\n\n\nb\n', { lastRow: 4 })).toEqual([
      [6, ['a']],
      [9, ['b']],
    ]);
  });

  it.each([
    ['a quote that is never closed', 'a,"b'],
    ['text behind a closing quote', 'a,"b"c'],
    ['a quote inside of a value', 'a,b"c'],
  ])('goes on behind %s', (_, line) => {
    expect(told(`x,y\n\n${line}\nz,1\n`)).toEqual([
      [1, ['x', 'y']],
      [3, 'fault'],
      [4, ['z', '1']],
    ]);
  });

  it('leaves to the next stretch what the end may have cut off', () => {
    const text = 'a,1\nb,"2\n';
    const { records, end } = readCsv(stretch(text, { isLast: false }), ',', 100);
    expect([records.length, end]).toEqual([1, 4]);
    expect(told('a,1\nb,2', { isLast: false })).toEqual([[1, ['a', '1']]]);
    expect(readCsv(stretch('a,1\n\n\n'), ',', 100).end).toBe(6);
  });

  it('reads as many rows as it is asked for, and tells where it stands', () => {
    const { records, end } = readCsv(stretch('a\nb\nc\n'), ',', 2);
    expect([records.length, end]).toEqual([2, 4]);
  });

  it('refuses a row that is longer than any may be', () => {
    const text = `"${'x'.repeat(RECORD_BYTES + 10)}"\nb\n`;
    const { records } = readCsv(stretch(text), ',', 100);
    expect(records.map(({ fault }) => fault)).toEqual([TOO_LONG, undefined]);
  });
});

describe('headings', () => {
  it.each([
    ['code,name,names.ar\n', ','],
    ['\uFEFFcode;name;names.ar\n', ';'],
    ['code\tname\tnames.ar\r\n', '\t'],
  ])('%j are told apart by %j', (text, delimiter) => {
    const names = ['code', 'name', 'names.ar'];
    const end = Buffer.byteLength(text);
    expect(readHeadings('equipment', stretch(text))).toMatchObject({
      kind: 'usable',
      names,
      delimiter,
      end,
    });
  });
});

describe('a row of a CSV', () => {
  const columns = ['code', 'year', 'metadata', 'names.ar', 'position.latitude'].map((name) =>
    columnNamed('equipment', name),
  );
  const rowOf = (line: string | Buffer): object => {
    const bytes = Buffer.from(line);
    const [record] = readCsv(stretch(bytes), ',', 1).records;
    if (!record) throw new Error('no record');
    return rowOfCells(record, columns, bytes);
  };

  it('tells fields by their types; an empty cell tells nothing', () => {
    expect(rowOf('007,2019,"{""a"":[1]}",مضخة,-24.5')).toMatchObject({
      fields: {
        code: '007',
        year: 2019,
        metadata: { a: [1] },
        names: { ar: 'مضخة' },
        position: { latitude: -24.5 },
      },
      faults: [],
    });
    expect(rowOf('P-1,,,,')).toMatchObject({ fields: { code: 'P-1' }, faults: [] });
  });

  it('names the field that is not text', () => {
    const broken = Buffer.concat([Buffer.from('P-1,,,'), Buffer.from([0xff]), Buffer.from(',')]);
    expect(rowOf(broken)).toMatchObject({ faults: [{ field: 'names.ar' }] });
    expect(rowOf('P\0,,,,')).toMatchObject({ faults: [{ field: 'code' }] });
  });

  it('has as many columns as there are headings', () => {
    expect(rowOf('P-1,2019')).toMatchObject({ faults: [{ field: '' }] });
  });
});

describe('JSON Lines', () => {
  it('are read line by line, blank ones passed over', () => {
    const text = '{"code":"a"}\r\n\n{"code":"b"}';
    const read = readLines(stretch(text), 10);
    const bytes = Buffer.from(text);
    const rows = read.records.map((record) => rowOfLine(record, 'equipment', bytes));
    expect(rows).toMatchObject([
      { row: 1, fields: { code: 'a' }, raw: '{"code":"a"}' },
      { row: 3, fields: { code: 'b' } },
    ]);
    expect(read.end).toBe(bytes.length);
    expect(readLines(stretch(text, { isLast: false }), 10).records).toHaveLength(1);
  });
});
