import type { Observation } from '@libs/detectors';
import { explain } from './explain.js';
import type { AnomalyDetected, AnomalyExpired, AnomalySeverity } from './happening.js';

export interface EpisodeStanding {
  severity: AnomalySeverity | null;
  disturbedAtMs: number;
}

const ALERT_SCORE = 0.5;
const ALARM_SCORE = 0.6;
const DISTURBED_SCORE = 0.4;
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
  ): (AnomalyDetected | AnomalyExpired)[] {
    const expired = this.expire(atMs, intervalMs);
    const { sustained: score, expected, parts } = observation;
    const severity = severityOf(score);
    const open = this.standing.severity;
    if (open && score >= DISTURBED_SCORE) this.standing.disturbedAtMs = atMs;
    if (!severity || open === 'alarm' || open === severity) return expired;
    this.standing = { severity, disturbedAtMs: atMs };
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

  /** Ends at once what is open: what showed it can no longer be believed. */
  giveUp(atMs: number): AnomalyExpired[] {
    const { severity, disturbedAtMs } = this.standing;
    if (!severity) return [];
    this.standing = { severity: null, disturbedAtMs };
    return [{ kind: 'anomaly_expired', measuredAt: atMs }];
  }

  private expire(atMs: number, intervalMs: number): AnomalyExpired[] {
    const { severity, disturbedAtMs } = this.standing;
    const calm = severity && atMs - disturbedAtMs >= CALM_READINGS * intervalMs;
    return calm ? this.giveUp(atMs) : [];
  }
}

const severityOf = (score: number): AnomalySeverity | null =>
  score >= ALARM_SCORE ? 'alarm' : score >= ALERT_SCORE ? 'alert' : null;
