/** A measured value; time in days, from wherever. */
export interface Measured {
  readonly day: number;
  readonly value: number;
}

export interface Limits {
  readonly low: number | null;
  readonly high: number | null;
}

/** When the line meets a limit, with the 95 % interval of the meeting. */
export interface Crossing {
  readonly limit: 'low' | 'high';
  readonly threshold: number;
  readonly day: number;
  readonly earliestDay: number;
  readonly latestDay: number;
}

export interface Trend {
  readonly slopePerDay: number | null;
  readonly crossing: Crossing | null;
  readonly noCrossingBecause: string | null;
}

const LEAST_POINTS = 5;

/**
 * A least-squares line through measured values, and where it meets a limit. The meeting is told
 * only where it means something: enough values, a slope that chance does not explain (95 %), the
 * line still within the limit, and no further ahead than the values reach back. Its interval is
 * Fieller's, which exists exactly where the slope is significant.
 */
export function trendOf(points: readonly Measured[], limits: Limits): Trend {
  const line = fit(points);
  if (!line) return without(null, 'The values are of one instant.');
  const { slope, last, first } = line;
  const threshold = slope > 0 ? limits.high : limits.low;
  if (points.length < LEAST_POINTS) return without(slope, `It takes ${LEAST_POINTS} values.`);
  if (slope === 0 || !isSignificant(line)) {
    return without(slope, 'The slope may be chance: 0 lies within its 95 % interval.');
  }
  if (threshold === null) return without(slope, 'There is no limit on the side it moves to.');
  const day = line.meanDay + (threshold - line.meanValue) / slope;
  if (day <= last) return without(slope, 'The line is beyond the limit already.');
  if (day - last > last - first)
    return without(slope, 'It is further ahead than values reach back.');
  const [earliestDay, latestDay] = interval(line, threshold);
  const limit = slope > 0 ? 'high' : 'low';
  return {
    slopePerDay: slope,
    crossing: { limit, threshold, day, earliestDay, latestDay },
    noCrossingBecause: null,
  };
}

interface Line {
  readonly n: number;
  readonly first: number;
  readonly last: number;
  readonly meanDay: number;
  readonly meanValue: number;
  readonly slope: number;
  /** Σ (day − mean)². */
  readonly spread: number;
  /** Residual variance times the squared 97.5 % quantile of Student's t. */
  readonly scatter: number;
}

const without = (slopePerDay: number | null, noCrossingBecause: string): Trend => ({
  slopePerDay,
  crossing: null,
  noCrossingBecause,
});

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

function fit(points: readonly Measured[]): Line | null {
  const n = points.length;
  const days = points.map(({ day }) => day);
  const meanDay = sum(days) / n;
  const meanValue = sum(points.map(({ value }) => value)) / n;
  const spread = sum(days.map((day) => (day - meanDay) ** 2));
  if (n < 2 || spread === 0) return null;
  const slope = sum(points.map(({ day, value }) => (day - meanDay) * (value - meanValue))) / spread;
  const residual = sum(
    points.map(({ day, value }) => (value - meanValue - slope * (day - meanDay)) ** 2),
  );
  const scatter = n > 2 ? (residual / (n - 2)) * studentT(n - 2) ** 2 : Infinity;
  const [first, last] = [Math.min(...days), Math.max(...days)];
  return { n, first, last, meanDay, meanValue, slope, spread, scatter };
}

const isSignificant = ({ slope, scatter, spread }: Line): boolean => slope ** 2 > scatter / spread;

/** Where the line's confidence band meets the threshold: the roots of Fieller's equation. */
function interval(line: Line, threshold: number): [number, number] {
  const { slope, scatter, spread, meanDay, n } = line;
  const rise = threshold - line.meanValue;
  const a = slope ** 2 - scatter / spread;
  const root = Math.sqrt((scatter * rise ** 2) / spread + (a * scatter) / n);
  return [meanDay + (slope * rise - root) / a, meanDay + (slope * rise + root) / a];
}

/** The 97.5 % quantile of Student's t by the Cornish-Fisher series: within 1 % from 3 degrees on. */
function studentT(degrees: number): number {
  const z = 1.959963985;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
  ];
  return terms.reduce((t, term, index) => t + term / degrees ** (index + 1), z);
}
