import { benchmarkData } from '@libs/testing';
import { scorerOf } from '../../detect/src/scorer.js';
import { benchmarkNab } from './nab/benchmark.js';
import { loadCorpus } from './nab/corpus.js';
import { benchmarkSkab } from './skab/benchmark.js';
import { loadRuns } from './skab/runs.js';

const nab = benchmarkData('nab') ?? '';
const skab = benchmarkData('skab') ?? '';
const withNab = nab ? it : it.skip;
const withSkab = skab ? it : it.skip;

interface Series {
  readonly name: string;
  readonly instants: readonly number[];
  readonly rows: readonly (readonly (number | undefined)[])[];
}

/** The files whose first half scored alone does not score as it does within the whole. */
const lookingAhead = (files: readonly Series[]): string[] =>
  files
    .filter(({ instants, rows }) => {
      const scores = (until: number) => {
        const score = scorerOf(rows[0]?.length ?? 0);
        return rows.slice(0, until).map((values, row) => score(instants[row] ?? 0, values));
      };
      const half = Math.floor(rows.length / 2);
      const whole = scores(rows.length);
      return scores(half).some((score, row) => score !== whole[row]);
    })
    .map(({ name }) => name);

describe('the detectors on public recordings', () => {
  withNab('score the first half of every file the same, whatever follows', async () => {
    const corpus = await loadCorpus(nab);
    const files = corpus.map((file) => ({ ...file, rows: file.values.map((value) => [value]) }));

    expect(files.length).toBeGreaterThan(0);
    expect(lookingAhead(files)).toEqual([]);
  });

  withSkab('score the first half of every run the same, whatever follows', async () => {
    const runs = await loadRuns(skab);

    expect(runs.length).toBeGreaterThan(0);
    expect(lookingAhead(runs)).toEqual([]);
  });

  withNab('hold the figures of single sensors at the frozen threshold', async () => {
    const { profiles, bytesPerSensor } = await benchmarkNab(nab);

    expect(profiles['standard']?.frozenThreshold.score).toBeGreaterThan(70);
    expect(profiles['standard']?.acrossSplits.median).toBeGreaterThan(68);
    expect(bytesPerSensor).toBeLessThanOrEqual(8192);
  });

  withSkab('hold the figures of machines at the frozen threshold', async () => {
    const { f1, falseAlarmRate, healthyRunAlarmRate } = await benchmarkSkab(skab);

    expect(f1).toBeGreaterThan(0.8);
    expect(falseAlarmRate).toBeLessThan(15);
    expect(healthyRunAlarmRate).toBeLessThan(5);
  });
});
