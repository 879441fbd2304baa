import { SensorCondition, type SensorFault, StreamingDetector } from '@libs/detectors';
import type { Sensor } from '../../../plant-simulator/src/plant.js';
import { Episodes } from './episodes.js';

/** As long as the live agent is silent on a new sensor. */
const READINGS_BEFORE_TELLING = 2000;
const READINGS_TO_BEGIN = 3;
const READINGS_TO_END = 60;

/** A sensor of the simulated plant as the agent would watch it, with what it would have told and when. */
export class WatchedSensor {
  readonly faults: { readonly atMs: number; readonly fault: SensorFault }[] = [];
  private readonly detector = new StreamingDetector();
  private readonly condition = new SensorCondition();
  private readonly told = new Episodes();
  private readonly shown = new Map<SensorFault, number>();

  constructor(private readonly sensor: Sensor) {}

  get episodes(): readonly number[] {
    return this.told.instants;
  }

  get faulty(): boolean {
    return [...this.shown.values()].some((shown) => shown > READINGS_TO_BEGIN);
  }

  /** `usual`: the machine's signals go together as ever. */
  observe(atMs: number, value: number, usual: boolean): void {
    const range = { low: this.sensor.rangeMin, high: this.sensor.rangeMax };
    this.follow(atMs, this.condition.observe({ atMs, value }, range));
    if (this.faulty) return;
    const { sustained } = this.detector.observe(atMs, value);
    if (this.detector.readings > READINGS_BEFORE_TELLING) {
      this.told.observe(atMs, sustained, !usual);
    }
  }

  private follow(atMs: number, faults: readonly SensorFault[]): void {
    for (const [fault, shown] of this.shown) {
      if (faults.includes(fault)) continue;
      if (shown > 1) this.shown.set(fault, shown - 1);
      else this.shown.delete(fault);
    }
    for (const fault of faults) {
      const before = this.shown.get(fault) ?? 0;
      const open = before > READINGS_TO_BEGIN;
      const shown = open ? READINGS_TO_END : before + 1;
      if (!open && shown >= READINGS_TO_BEGIN) this.faults.push({ atMs, fault });
      this.shown.set(fault, !open && shown >= READINGS_TO_BEGIN ? READINGS_TO_END : shown);
    }
  }
}
