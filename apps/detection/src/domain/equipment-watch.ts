import type { RecordedSensor } from '@libs/contracts';
import {
  Operation,
  type AlignedRow,
  type MeasuringRange,
  type OperationStanding,
} from '@libs/detectors';
import type { Happening } from './happening.js';
import type { Limit } from './limits/limit.js';
import { MachineWatch } from './machine-watch.js';
import { Peers, type SavedPair } from './peers.js';
import { SensorWatch, type Reading } from './sensor-watch.js';
import type { Tuning } from './telling.js';
import type { Signal } from './signals.js';

/** What happened, and the sensor that shows it, or shows it most. */
export interface Found {
  readonly sensor: Pick<RecordedSensor, 'sensorId' | 'key' | 'unit'>;
  readonly happening: Happening;
}

/** Whether what a machine's signals show together is told. */
export const MACHINE_DETECTOR_MODES = ['shadow', 'active'] as const;
export type MachineDetectorMode = (typeof MACHINE_DETECTOR_MODES)[number];

interface Saved {
  peers: SavedPair[];
  /** Keys of sensors with an episode of their own, the oldest first. */
  open: string[];
  /** None in what was saved before modes were told apart. */
  operation?: OperationStanding;
}

const LENGTH_BYTES = 4;
const NOTHING = Uint8Array.of();

/** Everything that is watched on one machine: each sensor alone, and its continuous signals together. */
export class EquipmentWatch {
  private readonly sensors = new Map<string, SensorWatch>();
  private readonly machine: MachineWatch;
  private readonly peers: Peers;
  private readonly operation: Operation;
  private open: readonly string[];
  /** Sensors whose state is not as it was last kept; whoever keeps it empties this. */
  readonly changed = new Set<string>();

  /**
   * `savedSensor` gives the state of a sensor when it is first heard of again. What the signals show
   * together is not told while the detector of machines is in shadow; it learns and vouches all the same.
   */
  constructor(
    saved: Uint8Array = NOTHING,
    private readonly savedSensor: (sensorId: string) => Uint8Array | undefined = () => undefined,
    private readonly machineDetector: MachineDetectorMode = 'active',
  ) {
    const buffer = Buffer.from(saved.buffer, saved.byteOffset, saved.byteLength);
    const end = buffer.length > 0 ? LENGTH_BYTES + buffer.readUInt32BE(0) : 0;
    const rest = (end > 0 ? JSON.parse(buffer.toString('utf8', end)) : {}) as Partial<Saved>;
    this.machine =
      end > 0 ? MachineWatch.fromBytes(buffer.subarray(LENGTH_BYTES, end)) : MachineWatch.fresh();
    this.peers = new Peers(rest.peers);
    this.operation = new Operation(rest.operation);
    this.open = rest.open ?? [];
  }

  /** What was learnt of the machine; each sensor's is kept by itself. */
  toBytes(): Uint8Array {
    const machine = this.machine.toBytes();
    const saved: Saved = {
      peers: this.peers.toSaved(),
      open: [...this.open],
      operation: this.operation.saved,
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
    tuning: Tuning = {},
  ): Found[] {
    const { sensorId, key, unit, kind = 'gauge' } = sensor;
    const watch = this.watchOf(sensorId);
    this.changed.add(sensorId);
    const taken = watch.takes(reading);
    const { measuredAtMs, value } = reading;
    if (taken && kind === 'state') this.operation.hear(sensor, measuredAtMs, value);
    const inShadow = (tuning.machines ?? this.machineDetector) === 'shadow';
    const standards = {
      kind,
      limits,
      range: measuringRangeOf(sensor),
      within: inShadow ? null : this.machine.openEpisode,
      usual: this.machine.vouchesFor(sensorId, measuredAtMs),
      operation: this.operation,
      ...(tuning.sensor && { telling: tuning.sensor }),
    };
    const found = watch
      .observe(reading, standards)
      .map((happening): Found => ({ sensor, happening }));
    this.follow(found);
    if (!taken || kind !== 'gauge') return found;
    const rows = this.machine.add({ sensorId, key, unit }, measuredAtMs, value);
    return [...found, ...rows.flatMap((row) => this.judge(row, inShadow, tuning))];
  }

  private judge(row: AlignedRow, inShadow: boolean, { machine }: Tuning): Found[] {
    const compared = this.compare(row);
    this.follow(compared);
    const judged = this.machine
      .judge(row, (id) => this.watchOf(id).doubtful, this.open[0] ?? null, this.operation, machine)
      .map(({ signal, happening }): Found => ({ sensor: signal, happening }));
    return inShadow ? compared : [...compared, ...judged];
  }

  private compare({ atMs, values }: AlignedRow): Found[] {
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

  /** Remembers which sensors have an episode of their own, for the machine's to join. */
  private follow(found: readonly Found[]): void {
    for (const { sensor, happening } of found) {
      const { kind } = happening;
      if (kind !== 'anomaly_detected' && kind !== 'anomaly_expired') continue;
      const others = this.open.filter((key) => key !== sensor.key);
      const began = kind === 'anomaly_detected' && happening.joins === null;
      const known = this.open.includes(sensor.key);
      if (kind === 'anomaly_expired') this.open = others;
      else if (began && !known) this.open = [...this.open, sensor.key];
    }
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
