import { ANOMALY_SCORE, EquipmentDetector, equipmentDetectorVersion } from '@libs/detectors';
import { scorerOf } from '../../../detect/src/scorer.js';
import { sequence } from '../chance.js';
import { count, nothingCounted, rates } from './count.js';
import { loadRuns, type Run } from './runs.js';

const HEALTHY = 'anomaly-free';
const ROWS_TO_LEARN = 400;
const LATEST_START = 150;
const STARTS = 10;

/**
 * The multivariate detector on the runs of the Skoltech Anomaly Benchmark found in a folder. Each run
 * is begun at random rows, so that no clock can know when the fault comes.
 */
export async function benchmarkSkab(folder: string) {
  const all = await loadRuns(folder);
  const runs = all.filter(({ name }) => !name.includes(HEALTHY));
  const healthy = all.filter(({ name }) => name.includes(HEALTHY));
  const random = sequence();
  const total = nothingCounted();
  const perRun: Record<string, object> = {};
  const startedAt = process.hrtime.bigint();
  let rows = 0;
  for (const run of runs) {
    const own = nothingCounted();
    for (let start = 0; start < STARTS; start++) {
      const from = Math.floor(random() * (LATEST_START + 1));
      rows += run.rows.length - from;
      for (const { abnormal, said } of saidOf(run, from)) {
        count(own, abnormal, said);
        count(total, abnormal, said);
      }
    }
    perRun[run.name] = rates(own);
  }
  const nanoseconds = Number(process.hrtime.bigint() - startedAt);
  const calm = nothingCounted();
  for (const run of healthy) for (const { said } of saidOf(run, 0)) count(calm, false, said);
  const signals = Math.max(...runs.map((run) => run.rows[0]?.length ?? 0));
  return {
    benchmark: 'SKAB, random starts',
    detector: equipmentDetectorVersion,
    runs: runs.length,
    startsPerRun: STARTS,
    microsecondsPerRow: nanoseconds / 1000 / rows,
    bytesPerMachine: new EquipmentDetector(signals).toBytes().length,
    frozenThreshold: ANOMALY_SCORE,
    ...rates(total),
    healthyRunAlarmRate: rates(calm).falseAlarmRate,
    perRun,
  };
}

/** What is said of each row once the detector has learnt. */
function saidOf({ instants, rows, abnormal }: Run, from: number) {
  const score = scorerOf(rows[0]?.length ?? 0);
  return rows
    .slice(from)
    .map((values, index) => ({
      abnormal: abnormal[from + index] ?? false,
      said: (score(instants[from + index] ?? 0, values) ?? 0) >= ANOMALY_SCORE,
    }))
    .slice(ROWS_TO_LEARN);
}
