import { type Band, bandOf } from './band.js';
import { bounded } from '../history/bounded.js';
import { DetectorState } from '../history/detector-state.js';
import { RunningMoments } from '../history/running-moments.js';
import { Pace } from './pace.js';
import { Block } from './parts/block.js';
import { Dwell } from './parts/dwell.js';
import { Jump } from './parts/jump.js';
import { Range } from './parts/range.js';
import { Roughness } from './parts/roughness.js';
import { Shape } from './parts/shape.js';
import { TimeOfDay } from './parts/time-of-day.js';
import { lasting } from './lasting.js';
import type { Parts } from './parts/parts.js';
import { Surprise } from './surprise.js';

export const detectorVersion = 'univariate-2';

export interface Observation {
  /** How unusual this moment is, 0 to 1; 0 between blocks and where it is no record of late. */
  score: number;
  /** How unusual the signal has been for a while, 0 to 1; what people are told by. */
  sustained: number;
  expected: Band | null;
  readonly parts: Readonly<Parts>;
}

export class DetectorStateUnreadable extends Error {}

/** From this score on a reading is an anomaly: chosen on public recordings and then left alone. */
export const ANOMALY_SCORE = 0.5;
const SURPRISE_OF_ONE_HALF = 0.3;
const SUSTAINED_RATE = 0.1;
const READINGS_TO_WARM_UP = 300;
/** What the signal varied by at first is its unit for ever, so that no physical unit matters. */
const READINGS_TO_FIND_UNIT = 50;
const nothing: Parts = {
  extremes: 0,
  swing: 0,
  course: 0,
  timeOfDay: 0,
  range: 0,
  jump: 0,
  dwell: 0,
};
const header = new TextEncoder().encode(detectorVersion);

/** Scores one sensor's readings as they come, by that sensor's own past and nothing else. */
export class StreamingDetector {
  private readonly state: DetectorState;
  private readonly at;
  private readonly sustained: Parts;
  /** What the last whole block left: as it is until the next one ends. */
  private lately: { readonly sustained: number; readonly parts: Parts };
  private readonly pace: Pace;
  private readonly overall: RunningMoments;
  private readonly block: Block;
  private readonly shape: Shape;
  private readonly timeOfDay: TimeOfDay;
  private readonly range: Range;
  private readonly roughness: Roughness;
  private readonly jump: Jump;
  private readonly dwell: Dwell;
  private readonly surprise: Surprise;

  constructor(saved?: Uint8Array) {
    this.state = new DetectorState(saved);
    this.at = this.state.numbers({
      origin: 0,
      unit: 0,
      timeOfDay: 0,
      range: 0,
      jump: 0,
      dwell: 0,
    });
    this.sustained = this.state.numbers({ ...nothing });
    this.lately = sustainedBy(this.sustained);
    this.pace = new Pace(this.state);
    this.overall = new RunningMoments(this.state, 1 / 1000);
    this.block = new Block(this.state);
    this.shape = new Shape(this.state);
    this.timeOfDay = new TimeOfDay(this.state);
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

  observe(atMs: number, measured: number): Observation {
    const value = bounded(measured);
    if (this.readings === 0) this.at.origin = value;
    if (this.pace.follow(atMs)) this.restart();
    const fromOrigin = value - this.at.origin;
    const expected = this.expectedAt(atMs);
    this.follow(atMs, fromOrigin);
    const score = this.block.add(fromOrigin) ? this.scoreOf(this.partsOfBlock()) : 0;
    const { sustained, parts } = this.lately;
    return { score, sustained, expected, parts };
  }

  private scoreOf(parts: Parts): number {
    sustain(this.sustained, parts);
    this.lately = sustainedBy(this.sustained);
    return half(this.surprise.observe(evidenceOf(parts)), SURPRISE_OF_ONE_HALF);
  }

  /** What is judged reading by reading; a block keeps the rarest of each. */
  private follow(atMs: number, value: number): void {
    const { at, overall, pace, roughness } = this;
    roughness.observe(value);
    const timeOfDay = this.timeOfDay.observe(atMs, value, overall.variance, pace.intervalMs);
    at.timeOfDay = Math.max(at.timeOfDay, timeOfDay);
    at.range = Math.max(at.range, this.range.observe(value));
    at.jump = Math.max(at.jump, this.jump.observe(value, at.unit));
    at.dwell = Math.max(at.dwell, this.dwell.observe(value, roughness.noise));
    overall.follow(value);
    if (at.unit === 0 && this.readings >= READINGS_TO_FIND_UNIT)
      at.unit = Math.sqrt(overall.variance);
  }

  private partsOfBlock(): Parts {
    const { timeOfDay, range, jump, dwell } = this.at;
    this.forgetBlock();
    const shape = this.shape.observe(this.block, this.at.unit);
    if (this.readings <= READINGS_TO_WARM_UP || this.pace.settling) return nothing;
    return { ...shape, timeOfDay, range, jump, dwell };
  }

  private forgetBlock(): void {
    const { at } = this;
    at.timeOfDay = 0;
    at.range = 0;
    at.jump = 0;
    at.dwell = 0;
  }

  private expectedAt(atMs: number): Band | null {
    if (this.readings <= READINGS_TO_WARM_UP) return null;
    const { mean, variance } = this.overall;
    const band = this.timeOfDay.band(atMs, variance) ?? bandOf(mean, Math.sqrt(variance));
    band.low += this.at.origin;
    band.high += this.at.origin;
    return band;
  }

  private restart(): void {
    this.forgetBlock();
    this.block.restart();
    this.shape.restart();
    this.roughness.restart();
    this.jump.restart();
  }
}

/** For a moment's score; a record counts twice: it needs no model to be believed. */
const evidenceOf = ({ extremes, swing, course, timeOfDay, range, jump, dwell }: Parts): number =>
  (extremes + swing + course + timeOfDay + 2 * range + jump + dwell) / 8;

/** Part by part and not in a loop over their names, which would take as long as the rest of a block. */
function sustain(sustained: Parts, parts: Parts): void {
  sustained.extremes += SUSTAINED_RATE * (parts.extremes - sustained.extremes);
  sustained.swing += SUSTAINED_RATE * (parts.swing - sustained.swing);
  sustained.course += SUSTAINED_RATE * (parts.course - sustained.course);
  sustained.timeOfDay += SUSTAINED_RATE * (parts.timeOfDay - sustained.timeOfDay);
  sustained.range += SUSTAINED_RATE * (parts.range - sustained.range);
  sustained.jump += SUSTAINED_RATE * (parts.jump - sustained.jump);
  sustained.dwell += SUSTAINED_RATE * (parts.dwell - sustained.dwell);
}

const half = (value: number, ofOneHalf: number): number => value / (value + ofOneHalf);

const sustainedBy = (parts: Parts): { sustained: number; parts: Parts } => ({
  sustained: half(lasting(parts), 1),
  parts: { ...parts },
});

let length: number | null = null;
const storedLength = (): number => (length ??= new StreamingDetector().toBytes().length);
