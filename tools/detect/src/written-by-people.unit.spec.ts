import { Readable, Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { ANOMALY_SCORE } from '@libs/detectors';
import { plantSignal } from '@libs/testing';
import { detect } from './detect.js';

const signal = plantSignal({
  kind: 'pressure',
  seed: 4,
  length: 3000,
  fault: { kind: 'doubling', at: 2800 },
}).map(({ value }, row) => ({ at: Date.UTC(2026, 10, 5, 8) + row * 10_000, value }));
type Point = (typeof signal)[number];

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const clock = (at: number): string => new Date(at).toISOString().slice(11, 19);
const turned = (at: number, order: string): string => day(at).replace(/(\d+)-(\d+)-(\d+)/, order);

const lines = (line: (point: Point) => string, points = signal): string[] => points.map(line);
const plain = ({ at, value }: Point): string => `${day(at)} ${clock(at)},${value}`;
const usual = ['timestamp,value', ...lines(plain)].join('\n');

async function detected(content: Buffer | string, chunkBytes = 65_536) {
  const written: string[] = [];
  const told: string[] = [];
  const output = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      written.push(chunk);
      done();
    },
  });
  const bytes = Buffer.from(content);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, place) =>
    bytes.subarray(place * chunkBytes, (place + 1) * chunkBytes),
  );
  const open = () => Readable.from(chunks);
  await detect({ files: ['a'], column: undefined }, open, output, (line) => told.push(line));
  const rows = written.join('').trimEnd().split('\n').slice(1);
  return { rows, scores: rows.map((row) => Number(row.split(',').at(-1))), told };
}

const bigEndian = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

const ways: Readonly<Record<string, Buffer | string>> = {
  'days first and points': lines(
    ({ at, value }) => `${turned(at, '$3.$2.$1')} ${clock(at)};${String(value).replace('.', ',')}`,
  ).join('\n'),
  'the day and the time of day apart': [
    'date,time,value',
    ...lines(({ at, value }) => `${day(at)},${clock(at)},${value}`),
  ].join('\n'),
  'comments above its header': `# line 4\r\n#\r\n${usual}`,
  'runs of spaces': [
    '# made by a logger',
    'date        time         value',
    ...lines(({ at, value }) => ` ${day(at)}  ${clock(at)} ${String(value).padStart(20)}`),
  ].join('\n'),
  'UTF-16, little end first': Buffer.from(`\uFEFF${usual}`, 'utf16le'),
  'UTF-16, big end first': bigEndian(usual),
  gzip: gzipSync(usual),
  'gzip in two parts': Buffer.concat([
    gzipSync(usual.slice(0, 50_001)),
    gzipSync(usual.slice(50_001)),
  ]),
  'gzip of UTF-16': gzipSync(bigEndian(usual)),
};

describe('a file as people have them', () => {
  it.each(Object.entries(ways))('DET-01: scores one with %s as any other', async (_, content) => {
    const { scores } = await detected(usual);
    const other = await detected(content);

    expect(other.scores).toEqual(scores);
    expect(other.told).toEqual([]);
    expect(Math.max(...scores)).toBeGreaterThanOrEqual(ANOMALY_SCORE);
  });

  it('reads a pipe that gives a byte at a time', async () => {
    const first = usual.split('\n').slice(0, 100).join('\n');
    const { scores } = await detected(first);

    for (const content of [gzipSync(first), bigEndian(first)])
      expect((await detected(content, 1)).scores).toEqual(scores);
  });

  it('says what it took where no day above 12 tells which comes first', async () => {
    const written = (order: string) =>
      detected(lines(({ at, value }) => `${turned(at, order)} ${clock(at)};${value}`).join('\n'));
    const { scores } = await detected(usual);
    const dayFirst = await written('$3/$2/$1');

    expect(dayFirst.scores).toEqual(scores);
    expect(dayFirst.told).toEqual([
      'a: no day above 12 tells it, so the day is taken to come first in dates',
    ]);
  });

  it('scores from its end a file whose newest row comes first, and keeps its order', async () => {
    const troubled = [...lines(plain).slice(0, 1500), 'soon,1', ...lines(plain).slice(1500)];
    const forth = await detected(troubled.join('\n'));
    const back = await detected([...troubled].reverse().join('\n'));

    expect(back.rows).toEqual([...forth.rows].reverse());
    expect(back.told).toEqual([
      'a: its first rows go back in time, so it is kept in memory, and scored from its end if all rows do',
      'a, line 1501: "soon" is not a timestamp',
    ]);
  });

  it('scores as it stands a file that goes back at first and forth later', async () => {
    const mixed = [...signal.slice(0, 2000)].reverse().concat(signal.slice(2000));
    const { scores, told } = await detected(lines(plain, mixed).join('\n'));

    expect(scores).toHaveLength(3000);
    expect(told).toContain('a: rows that are not later than all before them score 0: 1999');
  });

  it('names a compressed file that is cut short', async () => {
    const whole = gzipSync(usual);

    await expect(detected(whole.subarray(0, whole.length - 20_000))).rejects.toThrow(
      'a: The compressed file is damaged.',
    );
    await expect(detected(whole.subarray(0, 12))).rejects.toThrow('damaged');
  });
});
