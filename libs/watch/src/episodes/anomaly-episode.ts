import type { AnomalySeverity } from './happening.js';
import { USUAL_TELLING, type Telling } from '../telling/telling.js';

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

/** An episode lasts while the score is above so much of what began it. */
const DISTURBED_SHARE = 0.8;

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
  observe(
    atMs: number,
    score: number,
    intervalMs: number,
    within: string | null,
    telling: Telling = USUAL_TELLING,
  ): EpisodeStep {
    const expired = this.isCalm(atMs, telling.calmReadings * intervalMs) && this.giveUp(atMs);
    const severity = severityOf(score, telling);
    const open = this.standing.severity;
    if (open && score >= DISTURBED_SHARE * telling.alertFrom) this.standing.disturbedAtMs = atMs;
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

  private isCalm(atMs: number, calmMs: number): boolean {
    return atMs - this.standing.disturbedAtMs >= calmMs;
  }
}

const severityOf = (score: number, { alertFrom, alarmFrom }: Telling): AnomalySeverity | null =>
  score >= alarmFrom ? 'alarm' : score >= alertFrom ? 'alert' : null;
