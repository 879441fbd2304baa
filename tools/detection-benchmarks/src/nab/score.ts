import type { Positions } from './positions.js';

/** What a hit, a false alarm and a missed window count. */
export interface Profile {
  readonly hit: number;
  readonly falseAlarm: number;
  readonly miss: number;
}

export const profiles = {
  standard: { hit: 1, falseAlarm: 0.11, miss: 1 },
  rewardLowFp: { hit: 1, falseAlarm: 0.22, miss: 1 },
  rewardLowFn: { hit: 1, falseAlarm: 0.11, miss: 2 },
} satisfies Record<string, Profile>;

/** A file of the corpus as a detector scored it. */
export interface ScoredFile {
  readonly positions: Positions;
  readonly windows: number;
  readonly scores: Float64Array;
}

export interface Result {
  /** 0 for a detector that is silent, 100 for one that tells at the start of every window and only there. */
  readonly score: number;
  readonly threshold: number;
  readonly windowsHit: number;
  readonly windows: number;
  readonly falseRows: number;
}

interface Alarm {
  readonly score: number;
  readonly worth: number;
  /** Counted over the files; -1 outside of every window. */
  readonly window: number;
}

/** The best threshold for these files, and what it reaches. */
export function fitThreshold(files: readonly ScoredFile[], profile: Profile): Result {
  const { steps, result } = prepare(files, profile);
  let best = result(Number.POSITIVE_INFINITY);
  for (const threshold of steps()) {
    const reached = result(threshold);
    if (reached.score > best.score) best = reached;
  }
  return best;
}

/** What these files reach at a given threshold. */
export function scoreAt(files: readonly ScoredFile[], profile: Profile, threshold: number): Result {
  const { steps, result } = prepare(files, profile);
  for (const reached of steps(threshold)) if (reached < threshold) break;
  return result(threshold);
}

/** Lowers the threshold from alarm to alarm and keeps count of what that does. */
function prepare(files: readonly ScoredFile[], profile: Profile) {
  const alarms = alarmsOf(files).sort((a, b) => b.score - a.score);
  const windows = files.reduce((sum, file) => sum + file.windows, 0);
  const scorable = new Set<number>();
  let base = 0;
  for (const file of files) {
    const { window, probation } = file.positions;
    for (const each of window.subarray(probation)) if (each >= 0) scorable.add(base + each);
    base += file.windows;
  }
  const silent = -profile.miss * scorable.size;
  const best = new Map<number, number>();
  let raw = silent;
  let falseRows = 0;

  const take = ({ worth, window }: Alarm): void => {
    if (window < 0) {
      raw += worth * profile.falseAlarm;
      falseRows++;
      return;
    }
    const before = best.get(window) ?? -profile.miss;
    const value = Math.max(before, worth * profile.hit);
    best.set(window, value);
    raw += value - before;
  };

  function* steps(lowest = 0): Generator<number> {
    for (let next = 0; next < alarms.length;) {
      const score = alarms[next]?.score ?? 0;
      if (score < lowest) return;
      for (let alarm = alarms[next]; alarm?.score === score; alarm = alarms[++next]) take(alarm);
      yield score;
    }
  }

  const result = (threshold: number): Result => ({
    score: (100 * (raw - silent)) / (windows * profile.hit - silent),
    threshold,
    windowsHit: best.size,
    windows: scorable.size,
    falseRows,
  });
  return { steps, result };
}

function alarmsOf(files: readonly ScoredFile[]): Alarm[] {
  const alarms: Alarm[] = [];
  let base = 0;
  for (const { positions, scores, windows } of files) {
    const { worth, window, probation } = positions;
    for (let row = probation; row < scores.length; row++) {
      const score = scores[row] ?? 0;
      const within = window[row] ?? -1;
      if (score > 0)
        alarms.push({ score, worth: worth[row] ?? 0, window: within < 0 ? -1 : base + within });
    }
    base += windows;
  }
  return alarms;
}
