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
import { AnomalyEpisode, type EpisodeStanding } from '../episodes/anomaly-episode.js';
import { explainMachine } from './explain-machine.js';
import type { MachineAnomalyDetected, MachineAnomalyExpired } from '../episodes/happening.js';
import { USUAL_TELLING, type Telling } from '../telling/telling.js';
import { Signals, type MetSensor, type SavedSignal, type Signal } from './signals.js';

/** What a machine's signals showed together. */
export interface MachineHappening {
  /** The signal that stands out most. */
  readonly signal: Signal;
  readonly happening: MachineAnomalyDetected | MachineAnomalyExpired;
}

/** How a version tells of a machine. */
export interface MachineTelling {
  /** In shadow; none is the one that is told. */
  readonly version?: string;
  readonly telling?: Telling;
  /** An episode that one of its sensors began. */
  readonly within: string | null;
}

interface Saved {
  signals: SavedSignal[];
  periodMs: number | null;
  alignment: SavedAlignment | null;
  episode: EpisodeStanding;
  /** In base64; none in what was saved before modes were learnt. */
  modes?: string;
  /** Of versions in shadow, where one is open. */
  shadows?: [string, EpisodeStanding][];
}

/** What a row showed, to whoever tells of it. */
interface Shown {
  readonly atMs: number;
  readonly mode: OperatingMode | null;
  /** Null where it was not judged. */
  readonly observation: MachineObservation | null;
}

const LENGTH_BYTES = 4;
/** The episode of a machine that is its own, and not one that a sensor began. */
export const OWN_EPISODE = 'equipment';

/** Watches the continuous signals of one machine together, in rows of event time. */
export class MachineWatch {
  private constructor(
    private readonly signals: Signals,
    private readonly episode: AnomalyEpisode,
    private readonly shadows: Map<string, AnomalyEpisode>,
    private periodMs: number | null,
    private alignment: Alignment | null,
    private detector: MachineDetector | null,
    private modes: ModeTracker | null,
  ) {}

  static fresh(): MachineWatch {
    return new MachineWatch(new Signals(), new AnomalyEpisode(), new Map(), null, null, null, null);
  }

  /** Another version of the detector learns anew; what it left open stays open. */
  static fromBytes(bytes: Uint8Array): MachineWatch {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = LENGTH_BYTES + buffer.readUInt32BE(0);
    const { signals, periodMs, alignment, episode, modes, shadows } = JSON.parse(
      buffer.toString('utf8', end),
    ) as Saved;
    const count = signals.length;
    return new MachineWatch(
      new Signals(signals),
      new AnomalyEpisode(episode),
      new Map(shadows?.map(([version, standing]) => [version, new AnomalyEpisode(standing)])),
      periodMs,
      periodMs && alignment ? new Alignment(count, periodMs, undefined, alignment) : null,
      periodMs ? learntOrNew(count, buffer.subarray(LENGTH_BYTES, end)) : null,
      periodMs ? modesOrNew(count, Buffer.from(modes ?? '', 'base64')) : null,
    );
  }

  toBytes(): Uint8Array {
    const detector = this.detector?.toBytes() ?? new Uint8Array();
    const open = [...this.shadows].filter(([, episode]) => episode.open);
    const saved: Saved = {
      signals: this.signals.toSaved(),
      periodMs: this.periodMs,
      alignment: this.alignment?.toSaved() ?? null,
      episode: this.episode.saved,
      ...(this.modes && { modes: Buffer.from(this.modes.toBytes()).toString('base64') }),
      ...(open.length > 0 && { shadows: open.map(([version, { saved }]) => [version, saved]) }),
    };
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(detector.length);
    return Buffer.concat([length, detector, Buffer.from(JSON.stringify(saved))]);
  }

  /** The episode that an anomaly of one of its sensors belongs to now, as a version tells it. */
  openEpisode(version?: string): string | null {
    const episode = version === undefined ? this.episode : this.shadows.get(version);
    return episode?.open ? (episode.joins ?? OWN_EPISODE) : null;
  }

  /** Whether the others explain what a sensor shows, so that a change is one of load. */
  vouchesFor(sensorId: string, atMs: number): boolean {
    return this.detector?.explains(this.signals.placeOf(sensorId), atMs) === true;
  }

  /** The rows that a reading closes, each to be judged. */
  add(sensor: MetSensor, atMs: number, value: number): AlignedRow[] {
    const place = this.signals.meet(sensor, atMs);
    if (place === null) this.forget();
    this.begin();
    return place === null ? [] : (this.alignment?.add(place, atMs, value) ?? []);
  }

  /**
   * `doubted` are sensors that may show their own doing; `tellings` whoever tells of it. What
   * the row tells of the machine's mode goes to `operation`; at rest signals do not explain one another.
   */
  judge(
    row: AlignedRow,
    doubted: (sensorId: string) => boolean,
    operation: Operation,
    tellings: readonly MachineTelling[],
  ): MachineHappening[] {
    const shown = this.look(row, doubted, operation);
    const silent = tellings.every(({ version }) => version !== undefined);
    const ended = silent ? this.giveUp(this.episode, shown.atMs) : [];
    const left = [...this.shadows].filter(([known]) =>
      tellings.every(({ version }) => version !== known),
    );
    for (const [version, episode] of left) {
      ended.push(...marked(this.giveUp(episode, shown.atMs), version));
      this.shadows.delete(version);
    }
    return [...ended, ...tellings.flatMap((telling) => this.tell(shown, telling))];
  }

  /** Whether two of its signals measure the same. */
  get hasPeers(): boolean {
    return this.signals.hasPeers;
  }

  /** The sensor of a column of its rows. */
  signalAt(place: number): Signal | undefined {
    return this.signals.at(place);
  }

  private look(
    { atMs, values }: AlignedRow,
    doubted: (sensorId: string) => boolean,
    operation: Operation,
  ): Shown {
    const row = this.signals.take(values, doubted);
    if (row === 'silent') this.forget();
    if (row === 'silent' || row === 'incomplete' || !this.detector || !this.modes) {
      return { atMs, mode: null, observation: null };
    }
    operation.learn(atMs, this.modes.observe(row));
    const { mode } = operation;
    if (mode === 'standby') {
      this.detector.rest(atMs, row);
      return { atMs, mode, observation: null };
    }
    return { atMs, mode, observation: this.detector.observe(atMs, row) };
  }

  /** While a row is not judged an open episode can still become old. */
  private tell(shown: Shown, { version, telling, within }: MachineTelling): MachineHappening[] {
    const episode = this.episodeOf(version);
    const happened = this.follow(episode, shown, within, telling ?? USUAL_TELLING);
    return version === undefined ? happened : marked(happened, version);
  }

  private follow(
    episode: AnomalyEpisode,
    { atMs, mode, observation }: Shown,
    within: string | null,
    telling: Telling,
  ): MachineHappening[] {
    const joined = episode.joins;
    const score = observation?.sustained ?? 0;
    const { expired, told } = episode.observe(atMs, score, this.periodMs ?? 0, within, telling);
    const happened = expired ? this.expiry(atMs, joined) : [];
    if (!told || !observation) return happened;
    const contributors = this.signals.contributors(observation.shares);
    const signal = this.signals.find(contributors[0]?.sensorId);
    if (!signal) return happened;
    const happening: MachineAnomalyDetected = {
      kind: 'machine_anomaly_detected',
      measuredAt: atMs,
      value: signal.held,
      score,
      severity: told,
      contributors,
      mode,
      ...explainMachine(contributors, mode),
      joins: episode.joins,
    };
    return [...happened, { signal, happening }];
  }

  private episodeOf(version: string | undefined): AnomalyEpisode {
    if (version === undefined) return this.episode;
    const episode = this.shadows.get(version) ?? new AnomalyEpisode();
    this.shadows.set(version, episode);
    return episode;
  }

  private giveUp(episode: AnomalyEpisode, atMs: number): MachineHappening[] {
    const { joins } = episode;
    return episode.giveUp(atMs) ? this.expiry(atMs, joins) : [];
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

const marked = (happened: readonly MachineHappening[], shadow: string): MachineHappening[] =>
  happened.map(({ signal, happening }) => ({ signal, happening: { ...happening, shadow } }));

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
