import { AnomalyEpisode, type EpisodeStanding } from './anomaly-episode.js';
import { DetectorStateUnreadable, StreamingDetector } from '@libs/detectors';
import type { Happening } from './happening.js';
import type { Limit } from './limits/limit.js';
import { LimitWatch, type LimitStanding } from './limits/limit-watch.js';

export interface Reading {
  measuredAtMs: number;
  value: number;
  quality: 'good' | 'uncertain' | 'bad';
}

interface Saved {
  lastMs: number | null;
  episode: EpisodeStanding;
  limits: [string, LimitStanding][];
}

/** The score speaks after 300 readings; people hear of it once several load cycles were seen. */
const READINGS_BEFORE_TELLING = 2000;
const LENGTH_BYTES = 4;

/** Everything that is watched on one sensor, driven by nothing but its readings in event time. */
export class SensorWatch {
  private constructor(
    private readonly detector: StreamingDetector,
    private readonly episode: AnomalyEpisode,
    private readonly limits: LimitWatch,
    private lastMs: number | null,
  ) {}

  static fresh(): SensorWatch {
    return new SensorWatch(new StreamingDetector(), new AnomalyEpisode(), new LimitWatch(), null);
  }

  /** Another version of the detector learns anew; what it left open stays open. */
  static fromBytes(bytes: Uint8Array): SensorWatch {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = LENGTH_BYTES + buffer.readUInt32BE(0);
    const detector = learntOrNew(buffer.subarray(LENGTH_BYTES, end));
    const saved = JSON.parse(buffer.toString('utf8', end)) as Saved;
    const limits = new LimitWatch(saved.limits);
    const { episode, lastMs } = saved;
    return new SensorWatch(detector, new AnomalyEpisode(episode), limits, lastMs);
  }

  toBytes(): Uint8Array {
    const detector = this.detector.toBytes();
    const saved: Saved = {
      lastMs: this.lastMs,
      episode: this.episode.saved,
      limits: this.limits.toSaved(),
    };
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(detector.length);
    return Buffer.concat([length, detector, Buffer.from(JSON.stringify(saved))]);
  }

  /** Late, repeated and bad readings drive nothing. */
  observe({ measuredAtMs, value, quality }: Reading, limits: readonly Limit[]): Happening[] {
    if (this.lastMs !== null && measuredAtMs <= this.lastMs) return [];
    this.lastMs = measuredAtMs;
    if (quality === 'bad' || !Number.isFinite(value)) return [];
    return [
      ...this.limits.observe(measuredAtMs, value, limits),
      ...this.detect(measuredAtMs, value),
    ];
  }

  private detect(atMs: number, value: number): Happening[] {
    const observation = this.detector.observe(atMs, value);
    if (this.detector.readings <= READINGS_BEFORE_TELLING) return [];
    return this.episode.observe(atMs, value, observation, this.detector.intervalMs);
  }
}

function learntOrNew(bytes: Uint8Array): StreamingDetector {
  try {
    return StreamingDetector.fromBytes(bytes);
  } catch (error) {
    if (error instanceof DetectorStateUnreadable) return new StreamingDetector();
    throw error;
  }
}
