import { MachineDetector } from '@libs/detectors';
import type { Machine } from '../../../plant-simulator/src/plant.js';
import { Episodes } from './episodes.js';
import { WatchedSensor } from './watched-sensor.js';

/** Rows without a value of a signal, from which on the machine is not judged, as in the live agent. */
const ROWS_STALE = 14;

/** A machine of the simulated plant as the agent would watch it: its sensors, and these together. */
export class WatchedMachine {
  readonly sensors: ReadonlyMap<string, WatchedSensor>;
  private readonly detector: MachineDetector;
  private readonly told = new Episodes();
  private readonly held: number[];
  private readonly silent: number[];

  constructor(machine: Machine) {
    this.sensors = new Map(machine.sensors.map((each) => [each.code, new WatchedSensor(each)]));
    this.detector = MachineDetector.of(machine.sensors.length);
    this.held = machine.sensors.map(() => Number.NaN);
    this.silent = machine.sensors.map(() => 0);
  }

  /** When the machine as a whole would have been told of. */
  get episodes(): readonly number[] {
    return this.told.instants;
  }

  /** What the sensors showed at one instant; who drops out is not there. */
  observe(atMs: number, values: ReadonlyMap<string, number>): void {
    const usual = this.detector.isUsualAt(atMs);
    for (const [place, [code, sensor]] of [...this.sensors].entries()) {
      const value = values.get(code);
      if (value !== undefined) sensor.observe(atMs, value, usual);
      const believed = value !== undefined && !sensor.faulty;
      this.silent[place] = believed ? 0 : (this.silent[place] ?? 0) + 1;
      if (believed) this.held[place] = value;
    }
    const complete = this.silent.every((rows) => rows <= ROWS_STALE);
    if (!complete || this.held.some(Number.isNaN)) return;
    this.told.observe(atMs, this.detector.observe(atMs, this.held).sustained, true);
  }
}
