import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLayout, readRows, type Row } from './read-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string) {
  const path = join(folder, 'file.csv');
  writeFileSync(path, content);
  const rows: Row[] = [];
  const errors: string[] = [];
  const layout = await readLayout(path);
  for await (const row of readRows(path, layout, (line, reason) =>
    errors.push(`${line}: ${reason}`),
  )) {
    rows.push(row);
  }
  return { rows, errors };
}

describe('reading the rows of a file', () => {
  it('takes a byte order mark, quotes, Windows line ends and empty lines', async () => {
    const { rows, errors } = await read(
      '\uFEFF"time","value"\r\n1700000000,"5"\r\n\r\n1700000001,6\r\n',
    );
    expect(rows).toEqual([
      { at: 1_700_000_000_000, values: [5] },
      { at: 1_700_000_001_000, values: [6] },
    ]);
    expect(errors).toEqual([]);
  });

  it('tells the line of every fault and goes on', async () => {
    const lines = [
      'time,a,b',
      '1700000000,1,2',
      'later,1,2',
      '1700000002,x,2',
      '1700000003,3',
      '1700000004,4,',
    ];
    const { rows, errors } = await read(`${lines.join('\n')}\n`);
    expect(rows).toEqual([
      { at: 1_700_000_000_000, values: [1, 2] },
      { at: 1_700_000_002_000, values: [undefined, 2] },
      { at: 1_700_000_003_000, values: [3, undefined] },
      { at: 1_700_000_004_000, values: [4, undefined] },
    ]);
    expect(errors).toEqual([
      '3: "later" is not a timestamp',
      '4: a is "x", not a number',
      '5: b is missing',
    ]);
  });

  it('goes on after a row whose quotes are broken', async () => {
    const { rows, errors } = await read('time,a\n1700000000,1\n1700000001,"2"x\n1700000002,3\n');
    expect(rows.map((row) => row.values[0])).toEqual([1, 3]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^3: /);
  });

  it('reads a file far larger than the sample its layout was found in', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `${1_700_000_000 + index},${index}`);
    const { rows, errors } = await read(`time,value\n${lines.join('\n')}`);
    expect(errors).toEqual([]);
    expect(rows).toHaveLength(50_000);
    expect(rows.at(-1)).toEqual({ at: 1_700_049_999_000, values: [49_999] });
  });
});
