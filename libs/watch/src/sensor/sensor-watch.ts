import type { EpisodeStanding } from '../episodes/anomaly-episode.js';
import type { SensorKind } from '@libs/contracts';
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
import type { AnomalyExpired, Happening } from '../episodes/happening.js';
import type { Limit } from '../limits/limit.js';
import { LimitWatch, type LimitStanding } from '../limits/limit-watch.js';
import type { FaultyReading } from './faulty-reading.js';
import { SensorFaults, type FaultStanding } from './sensor-faults.js';
import { SensorVoice, type Moment, type VoiceStanding } from './sensor-voice.js';
import { USUAL_TELLING, type Telling } from '../telling/telling.js';

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
  /** Versions that would tell, and raise nothing. */
  readonly shadows?: readonly ShadowStandards[];
}

/** How a version in shadow tells of a sensor. */
export interface ShadowStandards {
  readonly version: string;
  readonly telling: Telling;
  readonly within: string | null;
}

interface Saved {
  lastMs: number | null;
  episode: EpisodeStanding;
  limits: [string, LimitStanding][];
  /** In base64; none in what was saved before sensors themselves were watched. */
  condition?: string;
  faults?: FaultStanding[];
  excused?: boolean;
  /** Of versions in shadow, where there is something to remember. */
  shadows?: [string, VoiceStanding][];
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
/** A state may stay as it is; a counter stands with its machine, and so does what is at nothing on standby. */
const SHOWN_BY_OTHERS = ['out_of_range', 'drop_outs', 'clock'] as const;
const SHOWN_WHEN_LATE = ['clock'] as const;
const LENGTH_BYTES = 4;
const NO_SHADOWS: readonly ShadowStandards[] = [];

/** Everything that is watched on one sensor, driven by nothing but its readings in event time. */
export class SensorWatch {
  private constructor(
    private readonly detector: StreamingDetector,
    private readonly condition: SensorCondition,
    private readonly voice: SensorVoice,
    private readonly shadows: Map<string, SensorVoice>,
    private readonly faults: SensorFaults,
    private readonly limits: LimitWatch,
    private lastMs: number | null,
  ) {}

  static fresh(): SensorWatch {
    return new SensorWatch(
      new StreamingDetector(),
      new SensorCondition(),
      new SensorVoice(),
      new Map(),
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
      new SensorVoice(saved),
      new Map(saved.shadows?.map(([version, standing]) => [version, new SensorVoice(standing)])),
      new SensorFaults(saved.faults),
      new LimitWatch(saved.limits),
      saved.lastMs,
    );
  }

  toBytes(): Uint8Array {
    const detector = this.detector.toBytes();
    const spoken = [...this.shadows].filter(([, voice]) => !voice.idle);
    const saved: Saved = {
      lastMs: this.lastMs,
      ...this.voice.saved,
      limits: this.limits.toSaved(),
      condition: Buffer.from(this.condition.toBytes()).toString('base64'),
      faults: this.faults.toSaved(),
      ...(spoken.length > 0 && { shadows: spoken.map(([version, { saved }]) => [version, saved]) }),
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
    const { kind = 'gauge', shadows = NO_SHADOWS } = standards;
    if (this.shadows.size > 0) happened.push(...this.leaveShadow(measuredAtMs, shadows));
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
    const shown = this.condition.observe(
      { atMs: measuredAtMs, value, receivedAtMs: recordedAtMs },
      range,
    );
    const atMs = Math.max(measuredAtMs, this.lastMs ?? measuredAtMs);
    const atRest = operation?.mode === 'standby' && (value === 0 || shown.includes('stuck_at'));
    const alone = kind === 'gauge' && !atRest ? SHOWN_ALONE : SHOWN_BY_OTHERS;
    const judged: readonly SensorFault[] = late ? SHOWN_WHEN_LATE : alone;
    return this.faults.observe(judged, shown, { atMs, value, range });
  }

  private detect(atMs: number, value: number, standards: Standards): Happening[] {
    const { detector, condition } = this;
    const { within = null, usual = false, operation, telling = USUAL_TELLING } = standards;
    const observation = detector.observe(atMs, value);
    const { readings, intervalMs } = detector;
    const explained = usual || operation?.mode === 'standby' || condition.suspected;
    const moment = { atMs, value, observation, readings, intervalMs, explained, operation };
    const told = this.voice.hear(moment, telling, within);
    const { shadows = NO_SHADOWS } = standards;
    return shadows.length === 0 ? told : [...told, ...this.wouldTell(moment, shadows)];
  }

  private wouldTell(moment: Moment, shadows: readonly ShadowStandards[]): Happening[] {
    return shadows.flatMap(({ version, telling, within }) => {
      const voice = this.shadows.get(version) ?? new SensorVoice();
      this.shadows.set(version, voice);
      return voice.hear(moment, telling, within).map((each) => ({ ...each, shadow: version }));
    });
  }

  /** What is no longer in shadow has nothing more to say. */
  private leaveShadow(atMs: number, inShadow: readonly ShadowStandards[]): AnomalyExpired[] {
    const gone = [...this.shadows].filter(([known]) =>
      inShadow.every(({ version }) => version !== known),
    );
    for (const [version] of gone) this.shadows.delete(version);
    return gone.flatMap(([version, voice]) => giveUp(voice, atMs, version));
  }

  private giveUp(atMs: number): Happening[] {
    const shadows = [...this.shadows].flatMap(([version, voice]) => giveUp(voice, atMs, version));
    return [...this.voice.giveUp(atMs), ...shadows];
  }
}

const giveUp = (voice: SensorVoice, atMs: number, shadow: string): AnomalyExpired[] =>
  voice.giveUp(atMs).map((each) => ({ ...each, shadow }));

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
