import type { Observation } from './detector/streaming-detector.js';
import { explain } from './explain.js';
import type { AnomalyDetected, AnomalyExpired, AnomalySeverity } from './happening.js';

export interface EpisodeStanding {
  severity: AnomalySeverity | null;
  disturbedAtMs: number;
}

const ALERT_SCORE = 0.5;
const ALARM_SCORE = 0.6;
/** A sensor that has not yet seen a whole day is surprised by what is normal: more is asked of it. */
const EXTRA_SCORE_WHEN_NEW = 0.08;
const DAY_MS = 86_400_000;
const DISTURBING_EVIDENCE = 3;
const CALM_READINGS = 60;

/** From scores to episodes: one open at a time, told again only when it becomes more severe. */
export class AnomalyEpisode {
  constructor(private standing: EpisodeStanding = { severity: null, disturbedAtMs: 0 }) {}

  get saved(): EpisodeStanding {
    return this.standing;
  }

  observe(
    atMs: number,
    value: number,
    observation: Observation,
    intervalMs: number,
    ageMs: number,
  ): (AnomalyDetected | AnomalyExpired)[] {
    const expired = this.expire(atMs, intervalMs);
    const extra = EXTRA_SCORE_WHEN_NEW * Math.max(0, 1 - ageMs / DAY_MS);
    const severity = severityOf(observation.score - extra);
    const open = this.standing.severity;
    if (open && observation.evidence >= DISTURBING_EVIDENCE) this.standing.disturbedAtMs = atMs;
    if (!severity || open === 'alarm' || open === severity) return expired;
    this.standing = { severity, disturbedAtMs: atMs };
    const { score, expected, parts } = observation;
    const explanation = explain(value, observation);
    return [
      ...expired,
      {
        kind: 'anomaly_detected',
        measuredAt: atMs,
        value,
        score,
        severity,
        expected,
        parts,
        explanation,
      },
    ];
  }

  private expire(atMs: number, intervalMs: number): AnomalyExpired[] {
    const { severity, disturbedAtMs } = this.standing;
    if (!severity || atMs - disturbedAtMs < CALM_READINGS * intervalMs) return [];
    this.standing = { severity: null, disturbedAtMs };
    return [{ kind: 'anomaly_expired', measuredAt: atMs }];
  }
}

const severityOf = (score: number): AnomalySeverity | null =>
  score >= ALARM_SCORE ? 'alarm' : score >= ALERT_SCORE ? 'alert' : null;
