import { AnomalyEpisode, type EpisodeStanding } from './anomaly-episode.js';
import type { SensorKind } from '@libs/contracts';
import { explain } from './explain.js';
import {
  ConditionStateUnreadable,
  DetectorStateUnreadable,
  isOutOfRange,
  SensorCondition,
  StreamingDetector,
  type MeasuringRange,
  type Operation,
  type SensorFault,
} from '@libs/detectors';
import type { Happening } from './happening.js';
import type { Limit } from './limits/limit.js';
import { LimitWatch, type LimitStanding } from './limits/limit-watch.js';
import type { FaultyReading } from './faulty-reading.js';
import { USUAL_TELLING, type Telling } from './telling.js';
import { SensorFaults, type FaultStanding } from './sensor-faults.js';

export interface Reading {
  measuredAtMs: number;
  value: number;
  quality: 'good' | 'uncertain' | 'bad';
  /** When it was recorded, where that is known. */
  recordedAtMs?: number;
}

/** What the readings of a sensor are held against. */
export interface Standards {
  readonly limits: readonly Limit[];
  readonly range?: MeasuringRange | undefined;
  /** The episode of its machine that an anomaly would belong to. */
  readonly within?: string | null;
  /** Whether its machine's signals go together as ever, so that a change is one of load. */
  readonly usual?: boolean;
  /** What its machine is doing. */
  readonly operation?: Operation;
  /** Only what is continuous has a course that can be learnt. */
  readonly kind?: SensorKind;
  /** From which score on people are told. */
  readonly telling?: Telling;
}

interface Saved {
  lastMs: number | null;
  episode: EpisodeStanding;
  limits: [string, LimitStanding][];
  /** In base64; none in what was saved before sensors themselves were watched. */
  condition?: string;
  faults?: FaultStanding[];
  excused?: boolean;
}

/** What a sensor's own readings can tell of it; drift shows only against another sensor. */
const SHOWN_ALONE = [
  'out_of_range',
  'stuck_at',
  'flat_line',
  'spikes',
  'drop_outs',
  'clock',
] as const;
/** A state may stay as it is; a counter stands with its machine, and on standby everything does. */
const SHOWN_BY_OTHERS = ['out_of_range', 'drop_outs', 'clock'] as const;
const SHOWN_WHEN_LATE = ['clock'] as const;
/** Below this a sensor is as it always was. */
const STIRRED = 0.4;
const LENGTH_BYTES = 4;

/** Everything that is watched on one sensor, driven by nothing but its readings in event time. */
export class SensorWatch {
  private constructor(
    private readonly detector: StreamingDetector,
    private readonly condition: SensorCondition,
    private readonly episode: AnomalyEpisode,
    private readonly faults: SensorFaults,
    private readonly limits: LimitWatch,
    private lastMs: number | null,
    /** Whether what it shows began as its machine was switched. */
    private excused = false,
  ) {}

  static fresh(): SensorWatch {
    return new SensorWatch(
      new StreamingDetector(),
      new SensorCondition(),
      new AnomalyEpisode(),
      new SensorFaults(),
      new LimitWatch(),
      null,
    );
  }

  /** Another version of a detector learns anew; what it left open stays open. */
  static fromBytes(bytes: Uint8Array): SensorWatch {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = LENGTH_BYTES + buffer.readUInt32BE(0);
    const saved = JSON.parse(buffer.toString('utf8', end)) as Saved;
    return new SensorWatch(
      learntOrNew(StreamingDetector, buffer.subarray(LENGTH_BYTES, end)),
      learntOrNew(SensorCondition, Buffer.from(saved.condition ?? '', 'base64')),
      new AnomalyEpisode(saved.episode),
      new SensorFaults(saved.faults),
      new LimitWatch(saved.limits),
      saved.lastMs,
      saved.excused,
    );
  }

  toBytes(): Uint8Array {
    const detector = this.detector.toBytes();
    const saved: Saved = {
      lastMs: this.lastMs,
      episode: this.episode.saved,
      limits: this.limits.toSaved(),
      condition: Buffer.from(this.condition.toBytes()).toString('base64'),
      faults: this.faults.toSaved(),
      excused: this.excused,
    };
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(detector.length);
    return Buffer.concat([length, detector, Buffer.from(JSON.stringify(saved))]);
  }

  /** Late, repeated and bad readings drive no detector, and neither do those of a faulty sensor. */
  observe(reading: Reading, standards: Standards): Happening[] {
    const { measuredAtMs, value, quality } = reading;
    const late = this.lastMs !== null && measuredAtMs <= this.lastMs;
    const bad = quality === 'bad' || !Number.isFinite(value);
    if (!late) this.lastMs = measuredAtMs;
    const happened: Happening[] = this.examine(reading, late, standards);
    if (late || bad) return happened;
    happened.push(...this.limits.observe(measuredAtMs, value, standards.limits));
    const { kind = 'gauge' } = standards;
    if (this.faulty) happened.push(...this.giveUp(measuredAtMs));
    else if (kind === 'gauge') happened.push(...this.detect(measuredAtMs, value, standards));
    return happened;
  }

  /** Whether a reading drives detectors; asked before it is observed. */
  takes({ measuredAtMs, value, quality }: Reading): boolean {
    const newer = this.lastMs === null || measuredAtMs > this.lastMs;
    return newer && quality !== 'bad' && Number.isFinite(value);
  }

  /** Whether it may be believed what the sensor shows. */
  get faulty(): boolean {
    return this.faults.any;
  }

  /** Whether what it shows may be its own doing. */
  get doubtful(): boolean {
    return this.faulty || this.condition.suspected;
  }

  /** Whether only another sensor contradicts it. */
  get drifting(): boolean {
    return this.faults.has('drift');
  }

  /** What another sensor of the same quantity says of this one. */
  compare(drifting: boolean, reading: FaultyReading): Happening[] {
    const told: Happening[] = this.faults.observe(['drift'], drifting ? ['drift'] : [], reading);
    return this.faulty ? [...told, ...this.giveUp(reading.atMs)] : told;
  }

  private examine(
    reading: Reading,
    late: boolean,
    { range, kind = 'gauge', operation }: Standards,
  ): Happening[] {
    const { measuredAtMs, value, quality, recordedAtMs } = reading;
    // What its source calls bad says nothing; what cannot be measured says something of the sensor.
    if (!Number.isFinite(value) || (quality === 'bad' && !isOutOfRange(value, range))) return [];
    const received = recordedAtMs === undefined ? {} : { receivedAtMs: recordedAtMs };
    const shown = this.condition.observe({ atMs: measuredAtMs, value, ...received }, range);
    const atMs = Math.max(measuredAtMs, this.lastMs ?? measuredAtMs);
    const moving = kind === 'gauge' && operation?.mode !== 'standby';
    const alone = moving ? SHOWN_ALONE : SHOWN_BY_OTHERS;
    const judged: readonly SensorFault[] = late ? SHOWN_WHEN_LATE : alone;
    return this.faults.observe(judged, shown, { atMs, value, range });
  }

  private detect(
    atMs: number,
    value: number,
    { within = null, usual = false, operation, telling = USUAL_TELLING }: Standards,
  ): Happening[] {
    const { detector, episode, condition } = this;
    const observation = detector.observe(atMs, value);
    if (detector.readings <= telling.readingsBeforeTelling) return [];
    const { sustained: score, expected, parts } = observation;
    const joined = episode.joins;
    this.excused =
      operation?.excuses(atMs, detector.intervalMs, this.excused && score >= STIRRED) === true;
    const atRest = operation?.mode === 'standby';
    const explained = usual || atRest || this.excused || condition.suspected;
    const { expired, told } = episode.observe(
      atMs,
      explained && !episode.open ? 0 : score,
      detector.intervalMs,
      within,
      telling,
    );
    const happened: Happening[] = expired ? [expiry(atMs, joined)] : [];
    if (!told) return happened;
    const mode = operation?.mode ?? null;
    const found = { measuredAt: atMs, value, score, severity: told, expected, parts, mode };
    const said = explain(value, observation, mode);
    return [...happened, { kind: 'anomaly_detected', ...found, ...said, joins: episode.joins }];
  }

  private giveUp(atMs: number): Happening[] {
    const { joins } = this.episode;
    return this.episode.giveUp(atMs) ? [expiry(atMs, joins)] : [];
  }
}

const expiry = (measuredAt: number, joins: string | null): Happening => ({
  kind: 'anomaly_expired',
  measuredAt,
  joins,
});

interface Learner<T> {
  new (): T;
  fromBytes(bytes: Uint8Array): T;
}

function learntOrNew<T>(learner: Learner<T>, bytes: Uint8Array): T {
  try {
    return learner.fromBytes(bytes);
  } catch (error) {
    const unreadable = [DetectorStateUnreadable, ConditionStateUnreadable];
    if (unreadable.some((each) => error instanceof each)) return new learner();
    throw error;
  }
}
