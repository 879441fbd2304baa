import {
  type Operation,
  SensorCondition,
  type SensorFault,
  StreamingDetector,
} from '@libs/detectors';
import type { Sensor } from '../../../plant-simulator/src/plant.js';
import { Episodes } from './episodes.js';

/** As long as the live agent is silent on a new sensor. */
const READINGS_BEFORE_TELLING = 3000;
const READINGS_TO_BEGIN = 3;
const READINGS_TO_END = 60;
const STIRRED = 0.4;
const STANDING: readonly SensorFault[] = ['flat_line', 'stuck_at'];

/** A sensor of the simulated plant as the agent would watch it, with what it would have told and when. */
export class WatchedSensor {
  readonly faults: { readonly atMs: number; readonly fault: SensorFault }[] = [];
  private readonly detector = new StreamingDetector();
  private readonly condition = new SensorCondition();
  private readonly told = new Episodes();
  private readonly shown = new Map<SensorFault, number>();
  private excused = false;

  constructor(private readonly sensor: Sensor) {}

  /** Whether people are being told of it. */
  get open(): boolean {
    return this.told.open;
  }

  /** Whether what it shows may be its own doing. */
  get doubtful(): boolean {
    return this.faulty || this.condition.suspected;
  }

  get faulty(): boolean {
    return [...this.shown.values()].some((shown) => shown > READINGS_TO_BEGIN);
  }

  /** `usual`: the machine's signals go together as ever. */
  observe(atMs: number, value: number, usual: boolean, operation: Operation): void {
    this.follow(atMs, this.shownBy(atMs, value, operation));
    if (this.faulty) {
      this.told.giveUp();
      return;
    }
    const { detector } = this;
    const { sustained } = detector.observe(atMs, value);
    if (detector.readings <= READINGS_BEFORE_TELLING) return;
    const goesOn = this.excused && sustained >= STIRRED;
    this.excused = operation.excuses(atMs, detector.intervalMs, goesOn);
    const atRest = operation.mode === 'standby';
    const explained = usual || atRest || this.excused || this.condition.suspected;
    this.told.observe(sustained, !explained);
  }

  /** On standby what is at nothing stands with its machine, as in the live agent. */
  private shownBy(atMs: number, value: number, { mode }: Operation): readonly SensorFault[] {
    const range = { low: this.sensor.rangeMin, high: this.sensor.rangeMax };
    const shown = this.condition.observe({ atMs, value }, range);
    const atRest = mode === 'standby' && (value === 0 || shown.includes('stuck_at'));
    return atRest ? shown.filter((fault) => !STANDING.includes(fault)) : shown;
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
