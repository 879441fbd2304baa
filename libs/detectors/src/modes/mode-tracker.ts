import { DetectorState } from '../history/detector-state.js';
import type { OperatingMode } from './operating-mode.js';
import { RestOfSignal } from './rest-of-signal.js';

/** One signal at nothing is a sensor that died, unless it is all that there is. */
const RESTING_TOGETHER = 2;

/**
 * Learns of a machine's signals when it stands by: most of those that ever come down to nothing are
 * there. Null until a signal has been seen both at rest and away from it.
 */
export class ModeTracker {
  private readonly state: DetectorState;
  private readonly signals: readonly RestOfSignal[];

  constructor(signals: number, saved?: Uint8Array) {
    this.state = new DetectorState(saved);
    this.signals = Array.from({ length: signals }, () => new RestOfSignal(this.state));
  }

  /** Null when the bytes are not of so many signals. */
  static fromBytes(signals: number, bytes: Uint8Array): ModeTracker | null {
    const { byteLength } = new ModeTracker(signals).state;
    return bytes.length === byteLength ? new ModeTracker(signals, bytes) : null;
  }

  toBytes(): Uint8Array {
    return this.state.toBytes();
  }

  /** One value of each signal. */
  observe(values: readonly number[]): OperatingMode | null {
    let able = 0;
    let resting = 0;
    this.signals.forEach((signal, place) => {
      signal.observe(values[place] ?? 0);
      if (!signal.rests) return;
      able++;
      if (signal.resting) resting++;
    });
    if (able === 0) return null;
    const alone = resting < Math.min(RESTING_TOGETHER, this.signals.length);
    return alone || 2 * resting <= able ? 'load' : 'standby';
  }
}
