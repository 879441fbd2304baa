import type {
  HealthBand,
  HealthDriver,
  HealthSignal,
  HealthUnknownReason,
  TriageVerdict,
} from '@libs/contracts';

/** How the index is reckoned; another way is another version. */
export const HEALTH_DEFINITION = 'health-1';

export interface OpenCase {
  readonly caseId: string;
  readonly title: string;
  readonly verdict: TriageVerdict | null;
  readonly openedAt: Date;
}

export interface OpenAnomaly {
  readonly anomalyId: string;
  readonly severity: 'alert' | 'alarm';
  readonly text: string;
  readonly signals: HealthSignal[];
  readonly since: Date;
}

/** What is known of equipment's health at an instant. */
export interface HealthSigns {
  readonly sensors: number;
  readonly heard: boolean;
  readonly cases: readonly OpenCase[];
  readonly anomalies: readonly OpenAnomaly[];
  /** Cases of the last thirty days that are over and were true. */
  readonly pastCases: number;
}

export interface HealthIndex {
  readonly index: number | null;
  readonly band: HealthBand | null;
  readonly unknown: HealthUnknownReason | null;
  readonly drivers: readonly HealthDriver[];
}

/** Of what is left, so that many small signs never come to more than all. */
const LOSS_OF_CASE = { watch: 0.15, plan: 0.4, act_now: 0.65 } as const;
const LOSS_OF_ANOMALY = { alert: 0.07, alarm: 0.12 } as const;
const LOSS_OF_PAST_CASE = 0.03;
const MOST_LOST_BY_PAST_CASES = 0.15;
const MOST_DRIVERS = 50;

/** 100, less a share for each open case, open anomaly and case of late; null where nobody watches. */
export function healthIndexOf(signs: HealthSigns): HealthIndex {
  const losses = [
    ...signs.cases.map(lossOfCase),
    ...signs.anomalies.map(lossOfAnomaly),
    ...lossesOfPast(signs.pastCases),
  ];
  const left = losses.reduce((rest, { loss }) => rest * (1 - loss), 100);
  const drivers = losses
    .map(({ loss, driver }) => ({ ...driver, points: round(left / (1 - loss) - left) }))
    .sort((one, other) => other.points - one.points)
    .slice(0, MOST_DRIVERS);
  const unknown = unknownBecause(signs);
  if (unknown) return { index: null, band: null, unknown, drivers };
  const index = Math.round(left);
  return { index, band: bandOf(index), unknown: null, drivers };
}

function unknownBecause({ sensors, heard }: HealthSigns): HealthUnknownReason | null {
  if (sensors === 0) return 'no_sensors';
  return heard ? null : 'never_heard';
}

function bandOf(index: number): HealthBand {
  if (index >= 90) return 'normal';
  if (index >= 70) return 'watch';
  return index >= 40 ? 'degraded' : 'critical';
}

interface Loss {
  readonly loss: number;
  readonly driver: Omit<HealthDriver, 'points'>;
}

const lossOfCase = ({ caseId, title, verdict, openedAt }: OpenCase): Loss => ({
  loss: LOSS_OF_CASE[verdict ?? 'watch'],
  driver: { kind: 'case', id: caseId, text: title, since: openedAt.toISOString() },
});

const lossOfAnomaly = ({ anomalyId, severity, text, signals, since }: OpenAnomaly): Loss => ({
  loss: LOSS_OF_ANOMALY[severity],
  driver: { kind: 'anomaly', id: anomalyId, text, signals, since: since.toISOString() },
});

function lossesOfPast(cases: number): Loss[] {
  if (cases === 0) return [];
  const text = `Cases that ended in the last 30 days: ${cases}.`;
  const loss = Math.min(MOST_LOST_BY_PAST_CASES, LOSS_OF_PAST_CASE * cases);
  return [{ loss, driver: { kind: 'recurrence', text } }];
}

const round = (points: number): number => Math.round(points * 10) / 10;
