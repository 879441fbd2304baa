import { ANOMALY_SCORE, detectorVersion, StreamingDetector } from '@libs/detectors';
import { scorerOf } from '../../../detect/src/scorer.js';
import { loadCorpus, type CorpusFile } from './corpus.js';
import { positionsOf } from './positions.js';
import { fitThreshold, type Profile, profiles, scoreAt, type ScoredFile } from './score.js';
import { scoreAcrossSplits } from './splits.js';

const SPLITS = 20;

/** The univariate detector on the files of the Numenta Anomaly Benchmark found in a folder. */
export async function benchmarkNab(folder: string) {
  const corpus = await loadCorpus(folder);
  const startedAt = process.hrtime.bigint();
  const files = corpus.map(scored);
  const nanoseconds = Number(process.hrtime.bigint() - startedAt);
  const points = corpus.reduce((sum, { values }) => sum + values.length, 0);
  return {
    benchmark: 'NAB v1.1',
    detector: detectorVersion,
    files: files.length,
    points,
    microsecondsPerPoint: nanoseconds / 1000 / points,
    bytesPerSensor: new StreamingDetector().toBytes().length,
    frozenThreshold: ANOMALY_SCORE,
    profiles: Object.fromEntries(
      Object.entries(profiles).map(([name, profile]) => [name, figuresOf(files, profile)]),
    ),
    perFile: Object.fromEntries(
      files.map((file, index) => [
        corpus[index]?.name ?? '',
        scoreAt([file], profiles.standard, ANOMALY_SCORE),
      ]),
    ),
  };
}

function figuresOf(files: readonly ScoredFile[], profile: Profile) {
  return {
    thresholdChosenHere: fitThreshold(files, profile),
    frozenThreshold: scoreAt(files, profile, ANOMALY_SCORE),
    acrossSplits: { splits: SPLITS, ...scoreAcrossSplits(files, profile, SPLITS) },
  };
}

function scored({ instants, values, windows }: CorpusFile): ScoredFile {
  const score = scorerOf(1);
  const scores = Float64Array.from(instants, (at, row) => score(at, [values[row]]) ?? 0);
  return { positions: positionsOf(instants, windows), windows: windows.length, scores };
}
