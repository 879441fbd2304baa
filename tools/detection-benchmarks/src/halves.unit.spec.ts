import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MACHINE_SIGNALS, plantMachine, plantSignal } from '@libs/testing';
import { compareHalf, compareHalves } from './halves.js';

const START = Date.UTC(2026, 0, 5, 6);
const HEADER = 'timestamp,value';
const signal = plantSignal({
  ...{ kind: 'vibration', seed: 9, length: 4_000, fault: { kind: 'doubling', at: 3_600 } },
});
const hourly = Array.from({ length: 4_000 }, (_, hour) => {
  const day = Math.sin((2 * Math.PI * hour) / 24) + (hour % 168 < 120 ? 1 : 0);
  return { atMs: START + hour * 3_600_000, value: 20 + 5 * day + ((hour * 7919) % 97) / 97 };
});
interface Reading {
  readonly atMs: number;
  readonly value: number | string;
}

const lines = (series: readonly Reading[]): string[] =>
  series.map(({ atMs, value }) => `${new Date(atMs).toISOString()},${value}`);

const shaken = signal.flatMap((each, row): Reading[] => {
  if (row % 400 === 7) return [each, each, { ...each, atMs: each.atMs - 60_000 }];
  if (row % 333 === 0) return [{ ...each, value: 'NaN' }];
  return row % 900 > 850 ? [] : [each];
});
const machine = plantMachine(8, 4_000, { from: 1_500, until: 1_800 }, 0.3);
const wide = [
  ['time', 'state', ...MACHINE_SIGNALS].join(','),
  ...machine.map((values, row) =>
    [START + row * 2000, (values[3] ?? 0) < 20 ? 0 : 1, ...values].join(','),
  ),
];

describe('the first half of a file', () => {
  it.each([
    ['with a day and a week', [HEADER, ...lines(hourly)]],
    ['with late, repeated, missing and left out rows', [HEADER, ...lines(shaken)]],
    ['that never changes', [HEADER, ...lines(signal.map((each) => ({ ...each, value: 4 })))]],
    [
      'with a day between two rows',
      [
        HEADER,
        ...lines(
          signal.map((each, row) => ({ ...each, atMs: each.atMs + (row > 1500 ? 864e5 : 0) })),
        ),
      ],
    ],
    ['of a machine with a column of states', wide],
  ])('DET-01: scores the same alone: a file %s', async (_, file) => {
    const { rows, difference } = await compareHalf(file.join('\n'));

    expect(rows).toBeGreaterThan(1_800);
    expect(difference).toBeUndefined();
  });

  it('is told where it does not, with file and row', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'halves-'));
    // What is mostly numbers in the first half, and so is taken for the value, is mostly words in the whole.
    const mixed = Array.from({ length: 30 }, (_, row) => `${START + row},${row < 10 ? 1 : 'x'},5`);
    writeFileSync(join(folder, 'a.csv'), mixed.join('\n'));
    writeFileSync(join(folder, 'b.csv'), [HEADER, ...lines(hourly.slice(0, 50))].join('\n'));
    const compared = await compareHalves(folder);
    rmSync(folder, { recursive: true });

    expect(compared).toMatchObject({ files: 2, differing: 1 });
    expect(compared.differences).toEqual([
      { file: 'a.csv', row: 1, whole: `${START},5,0`, half: `${START},1,0` },
    ]);
  });
});
