import type { Observation, Operation } from '@libs/detectors';
import { AnomalyEpisode, type EpisodeStanding } from '../episodes/anomaly-episode.js';
import { explain } from './explain.js';
import type { AnomalyDetected, AnomalyExpired } from '../episodes/happening.js';
import type { Telling } from '../telling/telling.js';

/** What a reading showed, whoever tells of it. */
export interface Moment {
  readonly atMs: number;
  readonly value: number;
  readonly observation: Observation;
  /** How many readings the detector has seen, and how far they are apart. */
  readonly readings: number;
  readonly intervalMs: number;
  /** Whether the load, a rest or the sensor itself accounts for it. */
  readonly explained: boolean;
  readonly operation: Operation | undefined;
}

export interface VoiceStanding {
  readonly episode: EpisodeStanding;
  readonly excused?: boolean;
}

/** Below this a sensor is as it always was. */
const STIRRED = 0.4;

/** What one version of the detector tells of a sensor, or would tell; every version hears the same scores. */
export class SensorVoice {
  private readonly episode: AnomalyEpisode;
  /** Whether what the sensor shows began as its machine was switched. */
  private excused: boolean;

  constructor({ episode, excused = false }: Partial<VoiceStanding> = {}) {
    this.episode = new AnomalyEpisode(episode);
    this.excused = excused;
  }

  get saved(): VoiceStanding {
    return { episode: this.episode.saved, excused: this.excused };
  }

  /** Whether it is as a new one would be. */
  get idle(): boolean {
    return !this.episode.open && !this.excused;
  }

  /** `within` is the episode of its machine that an anomaly would belong to. */
  hear(
    moment: Moment,
    telling: Telling,
    within: string | null,
  ): (AnomalyDetected | AnomalyExpired)[] {
    const { atMs, value, observation, readings, intervalMs, operation } = moment;
    if (readings <= telling.readingsBeforeTelling) return [];
    const { sustained: score, expected, parts } = observation;
    const { episode } = this;
    const joined = episode.joins;
    const goesOn = this.excused && score >= STIRRED;
    this.excused = operation?.excuses(atMs, intervalMs, goesOn) === true;
    const explained = moment.explained || this.excused;
    const counted = explained && !episode.open ? 0 : score;
    const { expired, told } = episode.observe(atMs, counted, intervalMs, within, telling);
    const happened = expired ? [expiry(atMs, joined)] : [];
    if (!told) return happened;
    const mode = operation?.mode ?? null;
    const found = { measuredAt: atMs, value, score, severity: told, expected, parts, mode };
    const said = explain(value, observation, mode);
    return [...happened, { kind: 'anomaly_detected', ...found, ...said, joins: episode.joins }];
  }

  /** Ends at once what is open. */
  giveUp(atMs: number): AnomalyExpired[] {
    const { joins } = this.episode;
    return this.episode.giveUp(atMs) ? [expiry(atMs, joins)] : [];
  }
}

const expiry = (measuredAt: number, joins: string | null): AnomalyExpired => ({
  kind: 'anomaly_expired',
  measuredAt,
  joins,
});
