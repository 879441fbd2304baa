import { DetectorState } from '../history/detector-state.js';
import type { MeasuringRange, Reading, SensorFault } from './sensor-fault.js';
import { Spikes } from './spikes.js';
import { Stillness } from './stillness.js';
import { Timing } from './timing.js';

const END_OF_RANGE = 0.001;

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

  toBytes(): Uint8Array {
    return this.state.toBytes();
  }

  /** The faults there are now; none of a sound sensor. A late reading only tells of the clock. */
  observe({ atMs, value, receivedAtMs }: Reading, range?: MeasuringRange): SensorFault[] {
    const newer = this.timing.observe(atMs, receivedAtMs);
    const faults: SensorFault[] = this.timing.clockFaulty ? ['clock'] : [];
    if (!newer) return faults;
    if (this.timing.droppingOut) faults.push('drop_outs');
    if (range && (value < range.low || value > range.high)) faults.push('out_of_range');
    if (this.stillness.observe(value)) faults.push(atEnd(value, range) ? 'stuck_at' : 'flat_line');
    if (this.spikes.observe(value)) faults.push('spikes');
    return faults;
  }
}

function atEnd(value: number, range: MeasuringRange | undefined): boolean {
  if (!range) return false;
  const near = END_OF_RANGE * (range.high - range.low);
  return value <= range.low + near || value >= range.high - near;
}
