import type { RecordedSensor } from '@libs/contracts';
import {
  Operation,
  type AlignedRow,
  type MeasuringRange,
  type OperationStanding,
} from '@libs/detectors';
import { adjusted, type Adjustment } from './telling/adjustment.js';
import type { Happening } from './episodes/happening.js';
import type { Limit } from './limits/limit.js';
import { MachineWatch, type MachineTelling } from './machine/machine-watch.js';
import { OpenEpisodes } from './episodes/open-episodes.js';
import { Peers, type SavedPair } from './machine/peers.js';
import { SensorWatch, type Reading } from './sensor/sensor-watch.js';
import type { Signal } from './machine/signals.js';
import { always, type InForce, type Way, type Ways } from './telling/ways.js';

/** What happened, and the sensor that shows it, or shows it most. */
export interface Found {
  readonly sensor: Pick<RecordedSensor, 'sensorId' | 'key' | 'unit'>;
  readonly happening: Happening;
}

interface Saved {
  peers: SavedPair[];
  /** Keys of sensors with an episode of their own, the oldest first. */
  open: string[];
  /** None in what was saved before modes were told apart. */
  operation?: OperationStanding;
  /** The same of versions in shadow, where there are any. */
  shadows?: [string, string[]][];
}

const LENGTH_BYTES = 4;
const NOTHING = Uint8Array.of();
const NO_ADJUSTMENTS: readonly Adjustment[] = [];

/** Everything that is watched on one machine: each sensor alone, and its continuous signals together. */
export class EquipmentWatch {
  private readonly sensors = new Map<string, SensorWatch>();
  private readonly machine: MachineWatch;
  private readonly peers: Peers;
  private readonly operation: Operation;
  private readonly open: OpenEpisodes;
  /** Sensors whose state is not as it was last kept; whoever keeps it empties this. */
  readonly changed = new Set<string>();

  /**
   * `savedSensor` gives the state of a sensor when it is first heard of again. What the signals show
   * together is not told while the detector of machines is in shadow; it learns and vouches all the same.
   */
  constructor(
    saved: Uint8Array = NOTHING,
    private readonly savedSensor: (sensorId: string) => Uint8Array | undefined = () => undefined,
    private readonly ways: Ways = always(),
  ) {
    const buffer = Buffer.from(saved.buffer, saved.byteOffset, saved.byteLength);
    const end = buffer.length > 0 ? LENGTH_BYTES + buffer.readUInt32BE(0) : 0;
    const rest = (end > 0 ? JSON.parse(buffer.toString('utf8', end)) : {}) as Partial<Saved>;
    this.machine =
      end > 0 ? MachineWatch.fromBytes(buffer.subarray(LENGTH_BYTES, end)) : MachineWatch.fresh();
    this.peers = new Peers(rest.peers);
    this.operation = new Operation(rest.operation);
    this.open = new OpenEpisodes(rest.open, rest.shadows);
  }

  /** What was learnt of the machine; each sensor's is kept by itself. */
  toBytes(): Uint8Array {
    const machine = this.machine.toBytes();
    const saved: Saved = {
      peers: this.peers.toSaved(),
      operation: this.operation.saved,
      ...this.open.saved,
    };
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(machine.length);
    return Buffer.concat([length, machine, Buffer.from(JSON.stringify(saved))]);
  }

  sensorBytes(sensorId: string): Uint8Array {
    return this.watchOf(sensorId).toBytes();
  }

  observe(
    sensor: RecordedSensor,
    reading: Reading,
    limits: readonly Limit[],
    adjustments = NO_ADJUSTMENTS,
  ): Found[] {
    const { sensorId, kind = 'gauge' } = sensor;
    const watch = this.watchOf(sensorId);
    this.changed.add(sensorId);
    const taken = watch.takes(reading);
    const { measuredAtMs, value } = reading;
    if (taken && kind === 'state') this.operation.hear(sensor, measuredAtMs, value);
    const way = this.ways.at(measuredAtMs);
    const standards = {
      kind,
      limits,
      range: measuringRangeOf(sensor),
      usual: this.machine.vouchesFor(sensorId, measuredAtMs),
      operation: this.operation,
      telling: adjusted(way.sensor, adjustments, measuredAtMs),
      within: this.within(way),
      shadows: way.shadows.map((each) => ({
        version: each.version,
        telling: adjusted(each.sensor, adjustments, measuredAtMs),
        within: this.within(each, each.version),
      })),
    };
    const found: Found[] = [];
    for (const happening of watch.observe(reading, standards)) found.push({ sensor, happening });
    if (found.length > 0) this.open.follow(found);
    if (taken && kind === 'gauge') {
      for (const row of this.machine.add(sensor, measuredAtMs, value)) {
        found.push(...this.judge(row));
      }
    }
    return found.length === 0
      ? found
      : found.filter(({ happening }) => this.isWorthNoting(happening));
  }

  /** The episode of the machine that an anomaly would belong to. */
  private within({ machines }: Way, version?: string): string | null {
    return machines === 'shadow' ? null : this.machine.openEpisode(version);
  }

  private judge(row: AlignedRow): Found[] {
    const compared = this.compare(row);
    this.open.follow(compared);
    const tellings = this.machineTellings(this.ways.at(row.atMs));
    const judged = this.machine
      .judge(row, (id) => this.watchOf(id).doubtful, this.operation, tellings)
      .map(({ signal, happening }): Found => ({ sensor: signal, happening }));
    return [...compared, ...judged];
  }

  private machineTellings(inForce: InForce): MachineTelling[] {
    const ways: readonly (Way & { readonly version?: string })[] = [inForce, ...inForce.shadows];
    return ways
      .filter(({ machines }) => machines === 'active')
      .map(({ version, machine: telling }) => {
        const within = this.open.first(version);
        return { ...(version !== undefined && { version }), telling, within };
      });
  }

  /** Of a version in shadow count the episodes of its own kind that join no other. */
  private isWorthNoting(happening: Happening): boolean {
    if (!('shadow' in happening) || happening.shadow === undefined) return true;
    const ofMachine = happening.kind.startsWith('machine_');
    const wanted = this.ways.kindOf(happening.shadow) === (ofMachine ? 'machine' : 'univariate');
    return wanted && happening.joins === null;
  }

  private compare({ atMs, values }: AlignedRow): Found[] {
    if (!this.machine.hasPeers) return [];
    const believed = values.flatMap((value, place): Signal[] => {
      const signal = this.machine.signalAt(place);
      if (value === undefined || !signal) return [];
      const watch = this.watchOf(signal.sensorId);
      return watch.faulty && !watch.drifting ? [] : [{ ...signal, held: value }];
    });
    return this.peers.compare(believed).flatMap(({ sensorId, drifting, value, peerKey: peer }) => {
      this.changed.add(sensorId);
      const sensor = believed.find((each) => each.sensorId === sensorId);
      const told = this.watchOf(sensorId).compare(drifting, { atMs, value, peer });
      return sensor ? told.map((happening) => ({ sensor, happening })) : [];
    });
  }

  private watchOf(sensorId: string): SensorWatch {
    const known = this.sensors.get(sensorId);
    if (known) return known;
    const bytes = this.savedSensor(sensorId);
    const watch = bytes ? SensorWatch.fromBytes(bytes) : SensorWatch.fresh();
    this.sensors.set(sensorId, watch);
    return watch;
  }
}

const measuringRangeOf = ({ rangeMin, rangeMax }: RecordedSensor): MeasuringRange | undefined =>
  rangeMin === undefined && rangeMax === undefined
    ? undefined
    : { low: rangeMin ?? Number.NEGATIVE_INFINITY, high: rangeMax ?? Number.POSITIVE_INFINITY };
