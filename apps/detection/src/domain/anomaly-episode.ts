import type { AnomalySeverity } from './happening.js';

export interface EpisodeStanding {
  severity: AnomalySeverity | null;
  disturbedAtMs: number;
  /** The episode of the same machine that this one belongs to, if it is not one of its own. */
  joins?: string | null;
}

/** What a score led to: an end, and what is to be told. */
export interface EpisodeStep {
  readonly expired: boolean;
  readonly told: AnomalySeverity | null;
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

  get open(): boolean {
    return this.standing.severity !== null;
  }

  get joins(): string | null {
    return this.standing.joins ?? null;
  }

  /** `within` is the episode of the machine that a new one would belong to. */
  observe(atMs: number, score: number, intervalMs: number, within: string | null): EpisodeStep {
    const expired = this.isCalm(atMs, intervalMs) && this.giveUp(atMs);
    const severity = severityOf(score);
    const open = this.standing.severity;
    if (open && score >= DISTURBED_SCORE) this.standing.disturbedAtMs = atMs;
    if (!severity || open === 'alarm' || open === severity) return { expired, told: null };
    const joins = open ? this.joins : within;
    this.standing = { severity, disturbedAtMs: atMs, joins };
    return { expired, told: severity };
  }

  /** Ends at once what is open; false when nothing is. */
  giveUp(atMs: number): boolean {
    const { open } = this;
    if (open) this.standing = { severity: null, disturbedAtMs: atMs };
    return open;
  }

  private isCalm(atMs: number, intervalMs: number): boolean {
    return atMs - this.standing.disturbedAtMs >= CALM_READINGS * intervalMs;
  }
}

const severityOf = (score: number): AnomalySeverity | null =>
  score >= ALARM_SCORE ? 'alarm' : score >= ALERT_SCORE ? 'alert' : null;
