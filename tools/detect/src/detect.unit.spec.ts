import { Readable, Writable } from 'node:stream';
import { ANOMALY_SCORE, StreamingDetector } from '@libs/detectors';
import { MACHINE_SIGNALS, plantMachine, plantSignal } from '@libs/testing';
import { detect } from './detect.js';
import { readOptions } from './options.js';

const signal = plantSignal({
  kind: 'pressure',
  seed: 4,
  length: 3000,
  fault: { kind: 'doubling', at: 2800 },
});
const lines = signal.map(({ atMs, value }) => `${new Date(atMs).toISOString()},${value}`);

async function detected(text: string, column?: string) {
  const written: string[] = [];
  const told: string[] = [];
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk.toString());
      done();
    },
  });
  const open = () => Readable.from([Buffer.from(text)]);
  await detect({ files: ['series.csv'], column }, open, output, (line) => told.push(line));
  return { rows: written.join('').trimEnd().split('\n'), told };
}

const scoresOf = (rows: readonly string[]) =>
  rows.slice(1).map((row) => Number(row.split(',').at(-1)));

describe('scoring a file', () => {
  it('gives every row the score that the live detector gives', async () => {
    const { rows } = await detected(['timestamp,value', ...lines].join('\n'));
    const live = new StreamingDetector();

    expect(rows[0]).toBe('timestamp,value,anomaly_score');
    expect(rows.slice(1)).toEqual(
      signal.map(
        ({ atMs, value }, row) => `${lines[row] ?? ''},${live.observe(atMs, value).score}`,
      ),
    );
    expect(Math.max(...scoresOf(rows))).toBeGreaterThanOrEqual(ANOMALY_SCORE);
  });

  it('scores the first half the same whether or not a second half follows', async () => {
    const whole = await detected(['timestamp,value', ...lines].join('\n'));
    const half = await detected(['timestamp,value', ...lines.slice(0, 1500)].join('\n'));

    expect(half.rows).toEqual(whole.rows.slice(0, 1501));
  });

  it('answers row for row, also where a row is late, faulty or empty, and goes on after it', async () => {
    const troubled = lines.flatMap((line, row) =>
      row === 1000 ? [line, line, 'soon,1', `${line.split(',')[0] ?? ''},`] : [line],
    );
    const { rows, told } = await detected(['timestamp,value', ...troubled].join('\n'));
    const calm = await detected(['timestamp,value', ...lines].join('\n'));

    expect(rows).toHaveLength(lines.length + 4);
    expect(rows[1003]).toBe('soon,,0');
    expect(rows.filter((_, row) => row < 1002 || row > 1004)).toEqual(calm.rows);
    expect(told).toEqual([
      'series.csv, line 1004: "soon" is not a timestamp',
      'series.csv: rows that are not later than all before them score 0: 2',
    ]);
  });

  it('reads what a European spreadsheet wrote as it reads anything else', async () => {
    const plain = await detected(
      'timestamp,value\n2026-01-01 00:00:00,1.5\n2026-01-01 00:01:00,2.5\n',
    );
    const text = 'timestamp;value\r\n2026-01-01 00:00:00;1,5\r\n2026-01-01 00:01:00;2,5\r\n';
    const european = await detected(`\uFEFF${text}`);

    expect(european.rows).toEqual(plain.rows);
    expect(european.rows[2]).toBe('2026-01-01 00:01:00,2.5,0');
    await expect(detected('')).rejects.toThrow('The file is empty.');
  });

  it('leaves labels out of what it scores and takes one column when told so', async () => {
    const wide = signal.map(
      ({ atMs, value }, row) => `${atMs};${value};${-value};${row < 2800 ? 0 : 1}`,
    );
    const text = ['time;up;down;anomaly', ...wide].join('\n');
    const down = await detected(text, 'down');
    const alone = await detected(
      ['time,down', ...signal.map(({ atMs, value }) => `${atMs},${-value}`)].join('\n'),
    );

    expect(down.rows).toEqual(alone.rows);
    await expect(detected(text, 'sideways')).rejects.toThrow(
      'There is no value column sideways; there are up, down, anomaly.',
    );
    await expect(detected('time;anomaly\n1700000000;1\n')).rejects.toThrow('are labels');
  });
});

describe('scoring a file with a column of states', () => {
  const rows = plantMachine(8, 4000, undefined, 0.3);
  const header = ['time', 'state', ...MACHINE_SIGNALS].join(',');
  const file = (stateOf: (flow: number) => number) =>
    rows.map((values, row) => [1.7e12 + row * 2000, stateOf(values[3] ?? 0), ...values].join(','));
  const alarms = async (lines: readonly string[]) => {
    const { rows: written } = await detected([header, ...lines].join('\n'));
    return scoresOf(written).filter((score) => score >= ANOMALY_SCORE).length;
  };

  it('DET-01: takes switching on and off for no anomaly', async () => {
    const told = await alarms(file((flow) => (flow < 20 ? 0 : 1)));
    const without = await alarms(file(() => 1));

    expect(without).toBeGreaterThan(200);
    expect(told).toBeLessThan(without / 3);
  });

  it('writes the first column that is measured', async () => {
    const { rows: written } = await detected([header, ...file(() => 1)].join('\n'));

    expect(Number(written[1]?.split(',')[1])).toBe(rows[0]?.[0]);
  });
});

describe('the options', () => {
  it('name files, and may name a column', () => {
    expect(readOptions(['a.csv', '-', '--column', 'x'])).toEqual({
      files: ['a.csv', '-'],
      column: 'x',
    });
    expect(readOptions(['--help'])).toBeUndefined();
    expect(() => readOptions([])).toThrow('Give a CSV file to score; see --help.');
    expect(() => readOptions(['a.csv', '--all'])).toThrow("Unknown option '--all'; see --help.");
  });
});
