import { SensorCondition, type SensorFault, StreamingDetector } from '@libs/detectors';
import type { Sensor } from '../../../plant-simulator/src/plant.js';

const TOLD_FROM = 0.5;
/** As long as the live agent is silent on a new sensor. */
const READINGS_BEFORE_TELLING = 2000;
const CALM_READINGS = 60;

/** A sensor of the simulated plant as the agent would watch it, with what it would have told and when. */
export class WatchedSensor {
  readonly episodes: number[] = [];
  readonly faults: { readonly atMs: number; readonly fault: SensorFault }[] = [];
  private readonly detector = new StreamingDetector();
  private readonly condition = new SensorCondition();
  private lastUnusual = Number.NEGATIVE_INFINITY;
  private now: readonly SensorFault[] = [];

  constructor(private readonly sensor: Sensor) {}

  observe(atMs: number, value: number): void {
    const { sustained } = this.detector.observe(atMs, value);
    const reading = this.detector.readings;
    if (reading > READINGS_BEFORE_TELLING && sustained >= TOLD_FROM) {
      if (reading - this.lastUnusual > CALM_READINGS) this.episodes.push(atMs);
      this.lastUnusual = reading;
    }
    const range = { low: this.sensor.rangeMin, high: this.sensor.rangeMax };
    const faults = this.condition.observe({ atMs, value }, range);
    for (const fault of faults) if (!this.now.includes(fault)) this.faults.push({ atMs, fault });
    this.now = faults;
  }
}
