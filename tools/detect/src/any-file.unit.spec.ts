import { createReadStream } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import fc from 'fast-check';
import { detect } from './detect.js';

const START = Date.UTC(2026, 0, 5, 6);
const SEPARATORS = [',', ';', '\t', '|'] as const;

const two = (value: number): string => String(value).padStart(2, '0');
const plain = (at: number): string => {
  const instant = new Date(at);
  const day = `${instant.getUTCFullYear()}-${two(instant.getUTCMonth() + 1)}-${two(instant.getUTCDate())}`;
  return `${day} ${two(instant.getUTCHours())}:${two(instant.getUTCMinutes())}:${two(instant.getUTCSeconds())}`;
};
const dayFirst =
  (mark: string) =>
  (at: number): string =>
    plain(at).replace(/^(\d+)-(\d+)-(\d+)/, ['$3', '$2', '$1'].join(mark));
const INSTANTS: Readonly<Record<string, (at: number) => string>> = {
  iso: (at) => new Date(at).toISOString(),
  offset: (at) => `${new Date(at + 3_600_000).toISOString().slice(0, 19)}+01:00`,
  bare: (at) => new Date(at).toISOString().slice(0, 19),
  plain,
  dotted: dayFirst('.'),
  slashed: dayFirst('/'),
  seconds: (at) => String(at / 1000),
  milliseconds: String,
};
const MISSING = ['', 'NaN', 'nan', 'null', 'inf', '-Infinity', 'N/A'];

/** How a file is written. */
interface Writing {
  readonly separator: string;
  readonly instant: string;
  readonly comma: boolean;
  readonly quoted: boolean;
  readonly mark: boolean;
  readonly end: string;
  readonly blankEvery: number;
  readonly header: 'usual' | 'odd' | 'none';
  readonly timeAt: number;
  readonly columns: number;
}

type Cell = number | string;

const writing: fc.Arbitrary<Writing> = fc.record({
  separator: fc.constantFrom(...SEPARATORS),
  instant: fc.constantFrom(...Object.keys(INSTANTS)),
  comma: fc.boolean(),
  quoted: fc.boolean(),
  mark: fc.boolean(),
  end: fc.constantFrom('\n', '\r\n'),
  blankEvery: fc.integer({ min: 2, max: 9 }),
  header: fc.constantFrom('usual', 'odd', 'none'),
  timeAt: fc.nat({ max: 2 }),
  columns: fc.integer({ min: 1, max: 4 }),
});

const value: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(...MISSING) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(7, 0, -0, 1e300, -1e300, 5e-324, 1.7976931348623157e308),
  },
);

/** Rows of steps in time, some back or none at all, and of cells. */
const rowsOf = (columns: number, most: number) =>
  fc.array(
    fc.tuple(
      fc.constantFrom(60, 60, 60, 60, 0, -120, 7200),
      fc.array(value, { minLength: columns, maxLength: columns }),
    ),
    { minLength: 1, maxLength: most },
  );

const file = writing.chain((how) =>
  fc.record({ how: fc.constant(how), rows: rowsOf(how.columns, 60) }),
);

function written({ how, rows }: { how: Writing; rows: [number, Cell[]][] }) {
  const { separator, columns } = how;
  const place = Math.min(how.timeAt, columns);
  const cellOf = (cell: Cell): string => {
    const text = String(cell);
    // A decimal comma only where it does not separate, and never with an exponent.
    const told =
      how.comma && separator !== ',' && !text.includes('e') ? text.replace('.', ',') : text;
    return how.quoted ? `"${told}"` : told;
  };
  const line = (time: string, cells: readonly string[]): string =>
    [...cells.slice(0, place), time, ...cells.slice(place)].join(separator);
  let at = START;
  const instants: string[] = [];
  const lines = rows.flatMap(([seconds, cells], row) => {
    at += seconds * 1000;
    const time = INSTANTS[how.instant]?.(at) ?? '';
    instants.push(time);
    const told = line(how.quoted ? `"${time}"` : time, cells.map(cellOf));
    return row > 0 && row % how.blankEvery === 0 ? ['', told] : [told];
  });
  const names = Array.from({ length: columns }, (_, n) =>
    how.header === 'odd' ? `Größe ${n}` : `v${n}`,
  );
  const header = line(how.header === 'odd' ? 'gemessen am' : 'timestamp', names);
  const all = how.header === 'none' ? lines : [header, ...lines];
  return { text: `${how.mark ? '\uFEFF' : ''}${all.join(how.end)}${how.end}`, instants };
}

async function scored(...texts: readonly string[]) {
  const chunks: string[] = [];
  const told: string[] = [];
  const output = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  const files = texts.map((_, place) => String(place));
  const open = (name: string): Readable => Readable.from([Buffer.from(texts[Number(name)] ?? '')]);
  await detect({ files, column: undefined }, open, output, (line) => told.push(line));
  const [header, ...rows] = chunks.join('').trimEnd().split('\n');
  return { header, rows: rows.map((row) => row.split(',')), told };
}

const inBounds = (row: readonly string[]): boolean => {
  const score = Number(row[2]);
  return row.length === 3 && row[2] !== '' && score >= 0 && score <= 1;
};

describe('any file of instants and values', () => {
  it('DET-01: gives one row for each, in order, as the instant was written, with a score from 0 to 1', () =>
    fc.assert(
      fc.asyncProperty(file, async (made) => {
        const { text, instants } = written(made);
        fc.pre(made.rows.some(([, cells]) => cells.some((cell) => typeof cell === 'number')));
        const { header, rows } = await scored(text);

        expect(header).toBe('timestamp,value,anomaly_score');
        expect(rows.map(([instant]) => instant)).toEqual(instants);
        expect(rows.filter((row) => !inBounds(row))).toEqual([]);
      }),
      { numRuns: 300 },
    ));

  it('DET-01: scores the same however it is written', () =>
    fc.assert(
      fc.asyncProperty(writing, writing, rowsOf(2, 40), async (one, other, rows) => {
        const steady = rows.map(([, [a = 0, b = 0]], row): [number, Cell[]] => {
          const number = (cell: Cell): number =>
            typeof cell === 'number' ? Math.round(cell) / 8 : row;
          return [60, [number(a), number(b)]];
        });
        fc.pre(steady.every(([, cells]) => cells.every((cell) => Math.abs(Number(cell)) < 1e6)));
        const of = async (how: Writing) =>
          (await scored(written({ how: { ...how, columns: 2 }, rows: steady }).text)).rows.map(
            ([, ...rest]) => rest,
          );

        expect(await of(other)).toEqual(await of(one));
      }),
      { numRuns: 100 },
    ));

  it.each([
    ['a value that is always the same', (_: number) => '5'],
    ['no value at all', () => 'NaN'],
    ['values that no machine shows', (row: number) => (row % 2 === 0 ? '1e308' : '-1e308')],
    ['values that come and go', (row: number) => (row % 3 === 0 ? '' : String(Math.sin(row)))],
  ])('DET-01: bears 3,000 rows of %s', async (_, valueOf) => {
    const lines = Array.from(
      { length: 3_000 },
      (_each, row) => `${START + row * 1000},${valueOf(row)}`,
    );
    const { rows } = await scored(['timestamp,value', ...lines].join('\n'));

    expect(rows).toHaveLength(3_000);
    expect(rows.filter((row) => !inBounds(row))).toEqual([]);
  });

  it('DET-01: bears a machine of a hundred signals', async () => {
    const header = ['time', ...Array.from({ length: 100 }, (_, n) => `s${n}`)].join(';');
    const lines = Array.from({ length: 600 }, (_, row) =>
      [START + row * 1000, ...Array.from({ length: 100 }, (_each, n) => Math.sin(row + n))].join(
        ';',
      ),
    );
    const { rows } = await scored([header, ...lines].join('\n'));

    expect(rows).toHaveLength(600);
    expect(rows.filter((row) => !inBounds(row))).toEqual([]);
  });

  it('takes several files one after the other, each by itself', async () => {
    const lines = Array.from({ length: 50 }, (_, row) => `${START + row * 1000},${row}`);
    const one = await scored(lines.join('\n'));
    const both = await scored(lines.join('\n'), lines.join('\n'));

    expect(both.rows).toEqual([...one.rows, ...one.rows]);
  });

  it.each([
    ['', 'The file is empty.'],
    ['\n\n', 'The file is empty.'],
    ['timestamp,value\n', 'The file holds no rows beside its first line.'],
    ['1\n2\n3\n', 'No column of the file reads as timestamps'],
    ['timestamp\n2026-01-05\n', 'No column of the file holds numbers'],
    ['PK\0\u0001', 'not text'],
  ])('says in one sentence why it cannot read %j', async (text, reason) => {
    await expect(scored(text)).rejects.toThrow(reason);
  });

  it('says which file is not there, or is a folder', async () => {
    const reading = (name: string) =>
      detect(
        { files: [name], column: undefined },
        createReadStream,
        new Writable(),
        () => undefined,
      );

    await expect(reading('/nowhere.csv')).rejects.toThrow('/nowhere.csv: There is no such file.');
    await expect(reading(__dirname)).rejects.toThrow(`${__dirname}: That is a folder, not a file.`);
  });
});
