import { DetectorState } from '../history/detector-state.js';
import { EquipmentDetector } from './equipment-detector.js';
import { MiddleOfThree } from './middle-of-three.js';
import { Relations } from './relations.js';

export const machineDetectorVersion = 'multivariate-4';

/** What a running machine's signals, taken together, say at one instant. */
export interface MachineObservation {
  /** How unusual the machine has been for a while, 0 to 1; from 0.5 on people are told. */
  readonly sustained: number;
  /** Each signal's share of that, in the order of the signals; together 1, or all 0. */
  readonly shares: readonly number[];
  /** Whether it has seen enough of the machine to judge it. */
  readonly mature: boolean;
}

const GAP = 10;
const PACE_RATE = 1 / 50;
const ROWS_TO_SETTLE = 300;
const ROWS_TO_SETTLE_AFTER_REST = 60;
/** Relations are hardly known before, and what the machine shows until then is what it shows. */
const ROWS_UNTIL_KNOWN = 3000;
const ROWS_UNTIL_MATURE = 10_000;
const SUSTAINED_RATE = 0.1;
const UNUSUAL_STRENGTH = 3;
const STRONGEST_COUNTED = 30;
const TOLD_FROM = 11;
/** Below this what a single signal shows is what the others let expect of it. */
const USUAL_BELOW = 2;
/** Of what the others do not let expect; with less of it a signal is not what is strange. */
const STRANGE_FROM_SHARE = 0.1;
/** Times as far as a signal usually is from what the others explain. */
const STRAYED_FROM = 4;
/** A machine that its relations explain badly is told of only when it is far worse than it was. */
const BEYOND_USUAL = 1.5;
const header = new TextEncoder().encode(machineDetectorVersion);

export class MachineStateUnreadable extends Error {}

/**
 * Scores a machine under changing load: what its signals do not explain of one another, by how far that
 * is from what it was, and for how long. Silent for its first 10,000 rows, in which it also learns how
 * strange this machine looks when nothing is wrong.
 */
export class MachineDetector {
  private readonly state: DetectorState;
  private readonly at;
  private readonly sharesOfLate;
  private readonly middle: MiddleOfThree;
  private readonly relations: Relations;

  private constructor(
    private readonly signals: number,
    private readonly detector: EquipmentDetector,
    saved?: Uint8Array,
  ) {
    this.state = new DetectorState(saved);
    this.at = this.state.numbers({
      rows: 0,
      lastMs: 0,
      periodMs: 0,
      settling: 0,
      sustained: 0,
      strongest: 0,
    });
    this.sharesOfLate = this.state.doubles(signals);
    this.middle = new MiddleOfThree(signals, this.state);
    this.relations = new Relations(signals, this.state);
  }

  static of(signals: number): MachineDetector {
    return new MachineDetector(signals, new EquipmentDetector(signals));
  }

  static fromBytes(signals: number, bytes: Uint8Array): MachineDetector {
    const fresh = MachineDetector.of(signals);
    const known = header.every((byte, i) => bytes[i] === byte);
    if (!known || bytes.length !== fresh.toBytes().length) {
      throw new MachineStateUnreadable(`not a state of ${machineDetectorVersion} of ${signals}`);
    }
    const end = header.length + fresh.state.byteLength;
    const detector = EquipmentDetector.fromBytes(signals, bytes.subarray(end));
    return new MachineDetector(signals, detector, bytes.subarray(header.length, end));
  }

  toBytes(): Uint8Array {
    return Buffer.concat([header, this.state.toBytes(), this.detector.toBytes()]);
  }

  /** One value of each signal; those that did not come are the last that came. Instants must rise. */
  observe(atMs: number, row: readonly number[]): MachineObservation {
    const { at } = this;
    const values = this.middle.of(row);
    if (this.follow(atMs)) this.relations.restart(values);
    const left = this.relations.unexplained(values);
    const seen = left && this.detector.observe(atMs, left);
    this.relations.learn(values, !seen || seen.score < 0.5);
    this.sustain(seen?.score ?? 0, seen?.shares ?? []);
    const mature = at.rows > ROWS_UNTIL_MATURE;
    if (at.rows > ROWS_UNTIL_KNOWN && !mature) {
      at.strongest = Math.max(at.strongest, at.sustained);
    }
    const toldFrom = Math.max(TOLD_FROM, BEYOND_USUAL * at.strongest);
    return {
      sustained: mature ? at.sustained / (at.sustained + toldFrom) : 0,
      shares: this.shares(),
      mature,
    };
  }

  /** A row of a machine that stands by: it is neither judged nor learnt from, but what was of late goes on. */
  rest(atMs: number, row: readonly number[]): MachineObservation {
    const { at } = this;
    const values = this.middle.of(row);
    if (this.follow(atMs)) this.relations.restart(values);
    this.relations.pass(values);
    at.settling = Math.max(at.settling, ROWS_TO_SETTLE_AFTER_REST);
    this.sustain(0, []);
    return { sustained: 0, shares: this.shares(), mature: at.rows > ROWS_UNTIL_MATURE };
  }

  private sustain(score: number, shares: readonly number[]): void {
    const { at, sharesOfLate } = this;
    if (at.settling > 0) {
      at.sustained = 0;
      sharesOfLate.fill(0);
      return;
    }
    const strength = Math.min(STRONGEST_COUNTED, (UNUSUAL_STRENGTH * score) / (1 - score));
    at.sustained += SUSTAINED_RATE * (strength - at.sustained);
    for (let i = 0; i < this.signals; i++) {
      const late = sharesOfLate[i] ?? 0;
      sharesOfLate[i] = late + SUSTAINED_RATE * (strength * (shares[i] ?? 0) - late);
    }
  }

  private shares(): number[] {
    const total = this.sharesOfLate.reduce((sum, each) => sum + each, 0);
    return Array.from(this.sharesOfLate, (each) => (total > 0 ? each / total : 0));
  }

  /**
   * Whether the others explain what a signal shows, as far as this was looked at just now: all go
   * together as they did, or what does not is hardly of this one, and it has not strayed from them.
   */
  explains(place: number, atMs: number): boolean {
    const { rows, settling, sustained, lastMs, periodMs } = this.at;
    const fresh = atMs - lastMs <= GAP * periodMs;
    if (rows <= ROWS_UNTIL_KNOWN || settling > 0 || !fresh) return false;
    const together =
      sustained < USUAL_BELOW ||
      (sustained < TOLD_FROM && (this.shares()[place] ?? 0) < STRANGE_FROM_SHARE);
    return together && !this.strayed(place);
  }

  /** A level wanders after a signal that creeps away alone; what the others let expect of it does not. */
  private strayed(place: number): boolean {
    const away = Math.abs(this.detector.ofLate(place));
    return away > STRAYED_FROM * this.relations.usuallyUnexplained(place);
  }

  /** The machine is given time to run itself in, as after a gap. */
  settle(): void {
    this.at.settling = ROWS_TO_SETTLE;
  }

  /** True after a gap, from which a machine first runs itself in. */
  private follow(atMs: number): boolean {
    const { at } = this;
    const elapsed = atMs - at.lastMs;
    const period = at.rows > 1 ? at.periodMs : elapsed;
    const gap = at.rows > 1 && elapsed > GAP * period;
    if (at.rows > 0) at.periodMs = period + PACE_RATE * (Math.min(elapsed, GAP * period) - period);
    at.settling = gap ? ROWS_TO_SETTLE : Math.max(0, at.settling - 1);
    at.lastMs = atMs;
    at.rows++;
    return gap;
  }
}
