import {
  Alignment,
  MachineDetector,
  MachineStateUnreadable,
  ModeTracker,
  type AlignedRow,
  type MachineObservation,
  type OperatingMode,
  type Operation,
  type SavedAlignment,
} from '@libs/detectors';
import { AnomalyEpisode, type EpisodeStanding } from './anomaly-episode.js';
import { explainMachine } from './explain-machine.js';
import type { MachineAnomalyDetected, MachineAnomalyExpired } from './happening.js';
import type { Telling } from './telling.js';
import { Signals, type SavedSignal, type Signal } from './signals.js';

/** What a machine's signals showed together. */
export interface MachineHappening {
  /** The signal that stands out most. */
  readonly signal: Signal;
  readonly happening: MachineAnomalyDetected | MachineAnomalyExpired;
}

interface Saved {
  signals: SavedSignal[];
  periodMs: number | null;
  alignment: SavedAlignment | null;
  episode: EpisodeStanding;
  /** In base64; none in what was saved before modes were learnt. */
  modes?: string;
}

const LENGTH_BYTES = 4;
/** The episode of a machine that is its own, and not one that a sensor began. */
export const OWN_EPISODE = 'equipment';

/** Watches the continuous signals of one machine together, in rows of event time. */
export class MachineWatch {
  private constructor(
    private readonly signals: Signals,
    private readonly episode: AnomalyEpisode,
    private periodMs: number | null,
    private alignment: Alignment | null,
    private detector: MachineDetector | null,
    private modes: ModeTracker | null,
  ) {}

  static fresh(): MachineWatch {
    return new MachineWatch(new Signals(), new AnomalyEpisode(), null, null, null, null);
  }

  /** Another version of the detector learns anew; what it left open stays open. */
  static fromBytes(bytes: Uint8Array): MachineWatch {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = LENGTH_BYTES + buffer.readUInt32BE(0);
    const { signals, periodMs, alignment, episode, modes } = JSON.parse(
      buffer.toString('utf8', end),
    ) as Saved;
    const count = signals.length;
    return new MachineWatch(
      new Signals(signals),
      new AnomalyEpisode(episode),
      periodMs,
      periodMs && alignment ? new Alignment(count, periodMs, undefined, alignment) : null,
      periodMs ? learntOrNew(count, buffer.subarray(LENGTH_BYTES, end)) : null,
      periodMs ? modesOrNew(count, Buffer.from(modes ?? '', 'base64')) : null,
    );
  }

  toBytes(): Uint8Array {
    const detector = this.detector?.toBytes() ?? new Uint8Array();
    const saved: Saved = {
      signals: this.signals.toSaved(),
      periodMs: this.periodMs,
      alignment: this.alignment?.toSaved() ?? null,
      episode: this.episode.saved,
      ...(this.modes && { modes: Buffer.from(this.modes.toBytes()).toString('base64') }),
    };
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(detector.length);
    return Buffer.concat([length, detector, Buffer.from(JSON.stringify(saved))]);
  }

  /** The episode that an anomaly of one of its sensors belongs to now. */
  get openEpisode(): string | null {
    return this.episode.open ? (this.episode.joins ?? OWN_EPISODE) : null;
  }

  /** Whether the others explain what a sensor shows, so that a change is one of load. */
  vouchesFor(sensorId: string, atMs: number): boolean {
    return this.detector?.explains(this.signals.placeOf(sensorId), atMs) === true;
  }

  /** The rows that a reading closes, each to be judged. */
  add(sensor: Omit<Signal, 'held'>, atMs: number, value: number): AlignedRow[] {
    const place = this.signals.meet(sensor, atMs);
    if (place === null) this.forget();
    this.begin();
    return place === null ? [] : (this.alignment?.add(place, atMs, value) ?? []);
  }

  /**
   * `doubted` are sensors that may show their own doing; `within` an episode that one of its sensors began. What
   * the row tells of the machine's mode goes to `operation`; at rest signals do not explain one another.
   */
  judge(
    { atMs, values }: AlignedRow,
    doubted: (sensorId: string) => boolean,
    within: string | null,
    operation: Operation,
    telling?: Telling,
  ): MachineHappening[] {
    const row = this.signals.take(values, doubted);
    if (row === 'silent') this.forget();
    if (row === 'silent' || row === 'incomplete' || !this.detector || !this.modes) {
      return this.calm(atMs, telling);
    }
    operation.learn(atMs, this.modes.observe(row));
    const { mode } = operation;
    if (mode === 'standby') this.detector.rest(atMs, row);
    if (mode === 'standby') return this.calm(atMs, telling);
    return this.follow(atMs, this.detector.observe(atMs, row), { within, mode }, telling);
  }

  /** The sensor of a column of its rows. */
  signalAt(place: number): Signal | undefined {
    return this.signals.at(place);
  }

  private follow(
    atMs: number,
    { sustained: score, shares }: MachineObservation,
    { within, mode }: { within: string | null; mode: OperatingMode | null },
    telling?: Telling,
  ): MachineHappening[] {
    const joined = this.episode.joins;
    const periodMs = this.periodMs ?? 0;
    const { expired, told } = this.episode.observe(atMs, score, periodMs, within, telling);
    const happened = expired ? this.expiry(atMs, joined) : [];
    const contributors = this.signals.contributors(shares);
    const signal = this.signals.find(contributors[0]?.sensorId);
    if (!told || !signal) return happened;
    const happening: MachineAnomalyDetected = {
      kind: 'machine_anomaly_detected',
      measuredAt: atMs,
      value: signal.held,
      score,
      severity: told,
      contributors,
      mode,
      ...explainMachine(contributors, mode),
      joins: this.episode.joins,
    };
    return [...happened, { signal, happening }];
  }

  /** While a row is not judged an open episode can still become old. */
  private calm(atMs: number, telling?: Telling): MachineHappening[] {
    const joined = this.episode.joins;
    const { expired } = this.episode.observe(atMs, 0, this.periodMs ?? 0, null, telling);
    return expired ? this.expiry(atMs, joined) : [];
  }

  private expiry(measuredAt: number, joins: string | null): MachineHappening[] {
    const signal = this.signals.at(0);
    const happening = { kind: 'machine_anomaly_expired', measuredAt, joins } as const;
    return signal ? [{ signal, happening }] : [];
  }

  /** Once its signals are known, and their pace. */
  private begin(): void {
    if (this.periodMs !== null) return;
    this.periodMs = this.signals.periodMs();
    if (this.periodMs === null) return;
    this.alignment = new Alignment(this.signals.count, this.periodMs);
    this.detector = MachineDetector.of(this.signals.count);
    this.modes = new ModeTracker(this.signals.count);
  }

  /** With other signals it is another machine to a detector. */
  private forget(): void {
    this.signals.countAnew();
    this.periodMs = null;
    this.alignment = null;
    this.detector = null;
    this.modes = null;
  }
}

function learntOrNew(signals: number, bytes: Uint8Array): MachineDetector {
  try {
    return MachineDetector.fromBytes(signals, bytes);
  } catch (error) {
    if (error instanceof MachineStateUnreadable) return MachineDetector.of(signals);
    throw error;
  }
}

const modesOrNew = (signals: number, bytes: Uint8Array): ModeTracker =>
  ModeTracker.fromBytes(signals, bytes) ?? new ModeTracker(signals);
