import { bounded } from '../history/bounded.js';
import { DetectorState } from '../history/detector-state.js';
import type { ConditionReading, MeasuringRange, SensorFault } from './sensor-fault.js';
import { Spikes } from './spikes.js';
import { Stillness } from './stillness.js';
import { Timing } from './timing.js';

export const sensorConditionVersion = 'sensor-condition-2';

const END_OF_RANGE = 0.001;
const header = new TextEncoder().encode(sensorConditionVersion);

export class ConditionStateUnreadable extends Error {}

/** Tells, reading by reading, what is wrong with a sensor itself. */
export class SensorCondition {
  private readonly state: DetectorState;
  private readonly timing: Timing;
  private readonly stillness: Stillness;
  private readonly spikes: Spikes;

  constructor(saved?: Uint8Array) {
    this.state = new DetectorState(saved);
    this.timing = new Timing(this.state);
    this.stillness = new Stillness(this.state);
    this.spikes = new Spikes(this.state);
  }

  static fromBytes(bytes: Uint8Array): SensorCondition {
    const length = header.length + new SensorCondition().state.byteLength;
    const known = header.every((byte, i) => bytes[i] === byte) && bytes.length === length;
    if (!known) throw new ConditionStateUnreadable(`not a state of ${sensorConditionVersion}`);
    return new SensorCondition(bytes.subarray(header.length));
  }

  toBytes(): Uint8Array {
    return Buffer.concat([header, this.state.toBytes()]);
  }

  /** Whether what the sensor shows now may be its own doing. */
  get suspected(): boolean {
    return this.spikes.suspected;
  }

  /** The faults there are now; none of a sound sensor. A late reading only tells of the clock. */
  observe({ atMs, value, receivedAtMs }: ConditionReading, range?: MeasuringRange): SensorFault[] {
    const newer = this.timing.observe(atMs, receivedAtMs);
    const faults: SensorFault[] = this.timing.clockFaulty ? ['clock'] : [];
    if (!newer) return faults;
    if (this.timing.droppingOut) faults.push('drop_outs');
    if (isOutOfRange(value, range)) faults.push('out_of_range');
    if (this.stillness.observe(value)) faults.push(atEnd(value, range) ? 'stuck_at' : 'flat_line');
    if (this.spikes.observe(bounded(value))) faults.push('spikes');
    return faults;
  }
}

export const isOutOfRange = (value: number, range: MeasuringRange | undefined): boolean =>
  range !== undefined && (value < range.low || value > range.high);

function atEnd(value: number, range: MeasuringRange | undefined): boolean {
  if (!range) return false;
  const span = range.high - range.low;
  const near = Number.isFinite(span) ? END_OF_RANGE * span : 0;
  return value <= range.low + near || value >= range.high - near;
}
