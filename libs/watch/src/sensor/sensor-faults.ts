import type { SensorFault } from '@libs/detectors';
import { explainFault } from './explain-fault.js';
import type { FaultyReading } from './faulty-reading.js';
import type { SensorFaultDetected, SensorFaultEnded } from '../episodes/happening.js';

/** A fault that shows, or showed of late; `shown` counts up while it does and down while it does not. */
export interface FaultStanding {
  fault: SensorFault;
  sinceMs: number;
  shown: number;
  told: boolean;
}

const READINGS_TO_BEGIN = 3;
const READINGS_TO_END = 60;

/** From what shows in single readings to faults that begin once, last and end. */
export class SensorFaults {
  private readonly standings: Map<SensorFault, FaultStanding>;

  constructor(saved: readonly FaultStanding[] = []) {
    this.standings = new Map(saved.map((standing) => [standing.fault, { ...standing }]));
  }

  /** While a fault was told of and is not over. */
  get any(): boolean {
    for (const { told } of this.standings.values()) if (told) return true;
    return false;
  }

  has(fault: SensorFault): boolean {
    return this.standings.get(fault)?.told === true;
  }

  toSaved(): FaultStanding[] {
    return [...this.standings.values()].map((standing) => ({ ...standing }));
  }

  /** `judged` are the faults that this reading can tell of, `shown` those of them that it shows. */
  observe(
    judged: readonly SensorFault[],
    shown: readonly SensorFault[],
    reading: FaultyReading,
  ): (SensorFaultDetected | SensorFaultEnded)[] {
    if (shown.length === 0 && this.standings.size === 0) return [];
    return judged.flatMap<SensorFaultDetected | SensorFaultEnded>((fault) =>
      shown.includes(fault) ? this.show(fault, reading) : this.fade(fault, reading.atMs),
    );
  }

  private show(fault: SensorFault, reading: FaultyReading): SensorFaultDetected[] {
    const { atMs, value } = reading;
    const standing = this.standings.get(fault) ?? { fault, sinceMs: atMs, shown: 0, told: false };
    this.standings.set(fault, standing);
    if (standing.told) {
      standing.shown = READINGS_TO_END;
      return [];
    }
    if (++standing.shown < READINGS_TO_BEGIN) return [];
    Object.assign(standing, { told: true, shown: READINGS_TO_END });
    const since = standing.sinceMs;
    const explained = explainFault(fault, reading);
    return [{ kind: 'sensor_fault_detected', fault, measuredAt: atMs, since, value, ...explained }];
  }

  private fade(fault: SensorFault, atMs: number): SensorFaultEnded[] {
    const standing = this.standings.get(fault);
    if (!standing || --standing.shown > 0) return [];
    this.standings.delete(fault);
    const since = standing.sinceMs;
    return standing.told ? [{ kind: 'sensor_fault_ended', fault, measuredAt: atMs, since }] : [];
  }
}
