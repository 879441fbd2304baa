import { MachineDetector, ModeTracker, Operation } from '@libs/detectors';
import type { Machine } from '../../../plant-simulator/src/plant.js';
import { Episodes } from './episodes.js';
import { WatchedSensor } from './watched-sensor.js';

/** Rows without a value of a signal, from which on the machine is not judged, as in the live agent. */
const ROWS_STALE = 14;

/** A machine of the simulated plant as the agent would watch it: its sensors, and these together. */
export class WatchedMachine {
  /** When its alarm began, which whatever is found meanwhile joins. */
  readonly alarms: number[] = [];
  readonly sensors: ReadonlyMap<string, WatchedSensor>;
  private readonly detector: MachineDetector;
  private readonly modes: ModeTracker;
  private readonly operation = new Operation();
  private readonly told = new Episodes();
  private readonly held: number[];
  private readonly silent: number[];
  private alarmed = false;

  constructor(machine: Machine) {
    this.sensors = new Map(machine.sensors.map((each) => [each.code, new WatchedSensor(each)]));
    this.detector = MachineDetector.of(machine.sensors.length);
    this.modes = new ModeTracker(machine.sensors.length);
    this.held = machine.sensors.map(() => Number.NaN);
    this.silent = machine.sensors.map(() => 0);
  }

  /** What the sensors showed at one instant; who drops out is not there. */
  observe(atMs: number, values: ReadonlyMap<string, number>): void {
    let believed = true;
    for (const [place, [code, sensor]] of [...this.sensors].entries()) {
      const value = values.get(code);
      const usual = this.detector.explains(place, atMs);
      if (value !== undefined) sensor.observe(atMs, value, usual, this.operation);
      this.silent[place] = value === undefined ? (this.silent[place] ?? 0) + 1 : 0;
      if (value !== undefined) this.held[place] = value;
      believed &&= !sensor.doubtful && (this.silent[place] ?? 0) <= ROWS_STALE;
    }
    if (believed && !this.held.some(Number.isNaN)) this.judge(atMs);
    else this.told.observe(0, false);
    const alarmed = this.told.open || [...this.sensors.values()].some(({ open }) => open);
    if (alarmed && !this.alarmed) this.alarms.push(atMs);
    this.alarmed = alarmed;
  }

  private judge(atMs: number): void {
    this.operation.learn(atMs, this.modes.observe(this.held));
    const atRest = this.operation.mode === 'standby';
    const { sustained } = atRest
      ? this.detector.rest(atMs, this.held)
      : this.detector.observe(atMs, this.held);
    this.told.observe(sustained, true);
  }
}
