import { type Band, bandOf } from './band.js';
import { DetectorState } from './history/detector-state.js';
import { RunningMoments } from './history/running-moments.js';
import { Pace } from './pace.js';
import { Dwell } from './parts/dwell.js';
import { Jump } from './parts/jump.js';
import { Pattern } from './parts/pattern.js';
import { Range } from './parts/range.js';
import { Roughness } from './parts/roughness.js';
import { TimeOfDay } from './parts/time-of-day.js';
import { Surprise } from './surprise.js';

export const detectorVersion = 'univariate-1';

/** Each part's evidence: how rare its finding is in this sensor's history, in powers of ten. */
export interface Parts {
  timeOfDay: number;
  pattern: number;
  range: number;
  roughness: number;
  jump: number;
  dwell: number;
}

export interface Observation {
  score: number;
  expected: Band | null;
  evidence: number;
  parts: Parts;
}

export class DetectorStateUnreadable extends Error {}

const READINGS_TO_WARM_UP = 300;
/** Evidence of 1 in 2000 that is a record of late scores one half. */
const EVIDENCE_OF_ONE_HALF = 3.3;
const weights: Parts = {
  timeOfDay: -0.3,
  pattern: -0.3,
  range: 0.3,
  roughness: -0.5,
  jump: -0.7,
  dwell: 0.3,
};
const header = new TextEncoder().encode(detectorVersion);

/** Scores one sensor's readings as they come, by that sensor's own past and nothing else. */
export class StreamingDetector {
  private readonly state: DetectorState;
  private readonly at;
  private readonly pace: Pace;
  private readonly overall: RunningMoments;
  private readonly timeOfDay: TimeOfDay;
  private readonly pattern: Pattern;
  private readonly range: Range;
  private readonly roughness: Roughness;
  private readonly jump: Jump;
  private readonly dwell: Dwell;
  private readonly surprise: Surprise;

  constructor(saved?: Uint8Array) {
    this.state = new DetectorState(saved);
    this.at = this.state.numbers({ origin: 0 });
    this.pace = new Pace(this.state);
    this.overall = new RunningMoments(this.state, 1 / 1000);
    this.timeOfDay = new TimeOfDay(this.state);
    this.pattern = new Pattern(this.state);
    this.range = new Range(this.state);
    this.roughness = new Roughness(this.state);
    this.jump = new Jump(this.state);
    this.dwell = new Dwell(this.state);
    this.surprise = new Surprise(this.state);
  }

  static fromBytes(bytes: Uint8Array): StreamingDetector {
    const known = header.every((byte, i) => bytes[i] === byte) && bytes.length === storedLength();
    if (!known) throw new DetectorStateUnreadable(`not a state of detector ${detectorVersion}`);
    return new StreamingDetector(bytes.subarray(header.length));
  }

  toBytes(): Uint8Array {
    return Buffer.concat([header, this.state.toBytes()]);
  }

  get readings(): number {
    return this.pace.readings;
  }

  get intervalMs(): number {
    return this.pace.intervalMs;
  }

  observe(atMs: number, value: number): Observation {
    if (this.readings === 0) this.at.origin = value;
    if (this.pace.follow(atMs)) this.restart();
    const fromOrigin = value - this.at.origin;
    const expected = this.expectedAt(atMs);
    const parts = this.partsAt(atMs, fromOrigin);
    this.overall.follow(fromOrigin);
    const evidence = Math.max(...(Object.values(parts) as number[]));
    const muted = this.readings <= READINGS_TO_WARM_UP || this.pace.settling;
    const surprise = this.surprise.observe(muted ? 0 : evidence);
    return { score: surprise / (surprise + EVIDENCE_OF_ONE_HALF), expected, evidence, parts };
  }

  private partsAt(atMs: number, value: number): Parts {
    const { overall, pace, roughness } = this;
    const rarities: Parts = {
      timeOfDay: this.timeOfDay.observe(atMs, value, overall.variance, pace.intervalMs),
      pattern: this.pattern.observe(value),
      range: this.range.observe(value),
      roughness: roughness.observe(value),
      jump: this.jump.observe(value),
      dwell: this.dwell.observe(value, roughness.noise),
    };
    for (const part of partNames) rarities[part] = Math.max(0, rarities[part] + weights[part]);
    return rarities;
  }

  private expectedAt(atMs: number): Band | null {
    if (this.readings <= READINGS_TO_WARM_UP) return null;
    const { mean, variance } = this.overall;
    const band = this.timeOfDay.band(atMs, variance) ?? bandOf(mean, Math.sqrt(variance));
    return { low: band.low + this.at.origin, high: band.high + this.at.origin };
  }

  private restart(): void {
    this.pattern.restart();
    this.roughness.restart();
    this.jump.restart();
  }
}

const partNames = Object.keys(weights) as (keyof Parts)[];

let length: number | null = null;
const storedLength = (): number => (length ??= new StreamingDetector().toBytes().length);
